import { SAID, type Catalog } from './catalog';
import type { Formats } from './formats';

/** The translation of an English sentence of the engine: its key, and what was put in. */
export type Recognised = { key: string; values: Record<string, string> };

/**
 * Knows the engine's sentences. Rules, risk and writer speak English and are kept as they spoke, so that an old assessment can be
 * made again byte by byte; what they say comes from a small set, which the catalog of `engine` holds. Null for anything
 * else: the words of a pack, of a CRM or of a person.
 */
export function listenerOf(catalog: Catalog, formats: Formats): (sentence: string) => Recognised | null {
  let patterns: Pattern[] | undefined;
  return (sentence) => {
    const exact = SAID + sentence;
    if (Object.hasOwn(catalog, exact)) return { key: exact, values: {} };
    patterns ??= Object.keys(catalog)
      .flatMap(patternOf)
      .toSorted((a, b) => b.fixed - a.fixed);
    for (const { key, names, expression } of patterns) {
      const found = expression.exec(sentence);
      if (found)
        return { key, values: Object.fromEntries(names.map((name, i) => [name, local(found[i + 1] ?? '', formats)])) };
    }
    return null;
  };
}

/** `fixed`: letters that are not put in; the most telling pattern is tried first. */
type Pattern = { key: string; names: string[]; expression: RegExp; fixed: number };

function patternOf(key: string): Pattern[] {
  if (!key.startsWith(SAID) || !key.includes('{')) return [];
  const names: string[] = [];
  const fixed = key.slice(SAID.length).split(/\{(\w+)\}/);
  const source = fixed.map((part, i) => {
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(part);
    return '(.+?)';
  });
  const letters = fixed.filter((_, i) => i % 2 === 0).join('').length;
  return [{ key, names, expression: new RegExp(`^${source.join('')}$`, 's'), fixed: letters }];
}

/** Numbers as English writes them and calendar days, in the reader's own form. */
function local(text: string, formats: Formats): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formats.day(Date.parse(text));
  return /^\d{1,3}(,\d{3})*(\.\d+)?$/.test(text) ? formats.number(Number(text.replaceAll(',', ''))) : text;
}
