import { extendedBy } from '@/lib/rules/extended-by';
import { outlineOf } from './outline';
import type { Resolve } from './read';

/** The expressions of a rule as they are written. */
export type Written = { when?: string; require?: string };

/** More levels than the compiler accepts. */
const MOST_LEVELS = 8;

/** The expressions of every criterion, signal and step by its id: as the document writes them, else as it inherits them. */
export function writtenRules(document: unknown, resolve: Resolve, level = 0): Map<string, Written> {
  const inherited =
    level >= MOST_LEVELS
      ? []
      : extendedBy(document).flatMap((id) => [...writtenRules(resolve(id), resolve, level + 1)]);
  const own = outlineOf(document).flatMap(({ id, kind, values }): [string, Written][] => {
    if (kind === 'field') return [];
    const { when, require } = values;
    return [
      [
        id,
        {
          ...(typeof when === 'string' ? { when } : {}),
          ...(typeof require === 'string' ? { require } : {}),
        },
      ],
    ];
  });
  return new Map([...inherited, ...own]);
}
