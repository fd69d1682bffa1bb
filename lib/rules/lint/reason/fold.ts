import { buildFn } from '../../cel/build';
import type { Code } from '../../cel/code';
import type { Value } from '../../cel/values';
import { anyPart, keyOf, mapParts } from './tree';

/** What is read at run time: the deal, the clock, the team, the variable of a loop that was taken apart. */
const READS: ReadonlySet<string> = new Set(['$', 'x', 'now', 'team', 'pushes', 'daysSince', 'daysUntil']);
const STEPS = 1_000;

/** The value of code that reads nothing, by the evaluator itself; undefined when it reads something or fails. */
export function fold(code: Code): Value | undefined {
  if (anyPart(code, (part) => READS.has(part[0]))) return undefined;
  try {
    const fn = buildFn(code, () => 0);
    return fn({ inputs: [], locals: [], left: STEPS, now: 0, today: 0, dayShift: 0, team: {} });
  } catch {
    // Code that cannot be built or takes too long is simply not worked out.
    return undefined;
  }
}

/** Code with one of its parts, wherever it stands, replaced by a constant. */
export function withConstant(code: Code, leaf: string, value: string | number | boolean): Code {
  return keyOf(code) === leaf ? ['k', value] : mapParts(code, (part) => withConstant(part, leaf, value));
}
