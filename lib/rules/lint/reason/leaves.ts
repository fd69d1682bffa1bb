import type { Code } from '../../cel/code';
import { isCount } from './kinds';
import { isCode, keyOf, partAt } from './tree';

/** Operators that give empty as soon as one of their operands is. */
const STRICT: ReadonlySet<string> = new Set(
  `+ - * / /i % neg daysSince daysUntil size int double string bool timestamp duration days lowerAscii upperAscii trim
   substring indexOf lastIndexOf getFullYear getMonth getDate getDayOfMonth getDayOfWeek getDayOfYear getHours getMinutes
   getSeconds getMilliseconds`.split(/\s+/),
);

/** The inputs whose emptiness makes these expressions empty; an expression that may be empty by itself is its own. */
export function leavesOf(codes: readonly Code[]): Code[] {
  const found = new Map<string, Code>();
  const visit = (code: Code): void => {
    if (neverEmpty(code)) return;
    if (STRICT.has(code[0])) code.slice(1).forEach((v) => isCode(v) && visit(v));
    else found.set(keyOf(code), code);
  };
  codes.forEach(visit);
  return [...found.values()];
}

/** Whether an expression always gives a value. */
export function neverEmpty(code: Code): boolean {
  if (['k', 'time', 'span', 'list', 'map', 'team'].includes(code[0])) return true;
  if (code[0] === '$') return code[1] === 'now' || String(code[1]).startsWith('list.') || isCount(code);
  return code[0] === 'filter' || code[0] === 'collect' || (isCount(code) && isCounted(code)) || CONDITIONS.has(code[0]);
}

/** Sizes of lists are never empty, that of a text may be. */
function isCounted(code: Code): boolean {
  const of = partAt(code, 1);
  if (code[0] !== 'size' || of === undefined) return true;
  return ['filter', 'collect', 'list'].includes(of[0]) || (of[0] === '$' && String(of[1]).startsWith('list.'));
}

const CONDITIONS: ReadonlySet<string> = new Set('&& || ! < <= > >= == != in has blank exists exists_one'.split(' '));
