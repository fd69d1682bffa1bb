import { hoverTooltip, type Tooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import { completeExpression } from '@/lib/studio/complete';
import { FUNCTION_WORDS } from '@/lib/studio/words';
import type { Known } from './completion';
import { expressionAt, unescaped } from './place';

/** What a part of an expression comes to on the chosen deal, in words; null without a deal, or where it says nothing. */
export type ValueOf = (expression: string) => Promise<string | null>;

/** Over a part of an expression: what it means, its type, and its value on the chosen deal. */
export function packHover(known: () => Known, valueOf: ValueOf): Extension {
  return hoverTooltip(async (view, pos): Promise<Tooltip | null> => {
    const at = expressionAt(view.state, pos);
    if (at === null) return null;
    const part = partAt(at.text, pos - at.from);
    if (part === null) return null;
    const text = at.text.slice(part.from, part.to);
    const meaning = meaningOf(text, at.text.slice(0, part.from), known());
    const value = await valueOf(unescaped(text)).catch(() => null);
    const lines = [text, ...meaning, ...(value === null ? [] : [value])];
    if (lines.length < 2) return null;
    return { pos: at.from + part.from, end: at.from + part.to, above: true, create: () => ({ dom: boxOf(lines) }) };
  });
}

/** The name under a position, from its first word up to that under the pointer; of a function, the whole call. */
export function partAt(text: string, at: number): { from: number; to: number } | null {
  for (const found of text.matchAll(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g)) {
    const [from, end] = [found.index, found.index + found[0].length];
    if (at < from || at > end || insideText(text.slice(0, from))) continue;
    const dot = text.slice(at, end).indexOf('.');
    const to = dot < 0 ? end : at + dot;
    return { from, to: text.charAt(to) === '(' ? closing(text, to) : to };
  }
  return null;
}

function insideText(before: string): boolean {
  return (before.replaceAll(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Behind the bracket that closes the one at a position; the end of the text where none does. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text.charAt(i) === '(') depth += 1;
    else if (text.charAt(i) === ')' && --depth === 0) return i + 1;
  }
  return text.length;
}

function meaningOf(text: string, before: string, { fields }: Known): string[] {
  const name = /^[\w.]*/.exec(text)?.[0] ?? '';
  const called = FUNCTION_WORDS.find((word) => word.name === name.split('.').at(-1));
  if (text.includes('(') && called) return [`${called.name}${called.signature}`, called.says];
  const dot = name.lastIndexOf('.') + 1;
  const found = completeExpression(`${before}${name.slice(0, dot)}`, fields)?.options;
  const option = found?.find(({ label }) => label === name.slice(dot));
  return option ? [`${option.type} · ${option.says}`] : [];
}

function boxOf(lines: readonly string[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'studio-hover';
  for (const [i, line] of lines.entries()) {
    const row = document.createElement(i === 0 ? 'code' : 'p');
    row.textContent = line;
    box.append(row);
  }
  return box;
}
