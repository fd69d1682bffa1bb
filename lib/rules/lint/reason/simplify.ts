import type { Code } from '../../cel/code';
import { ROW_KEYS } from '../../cel/rows';
import { isTagged } from '../../cel/values';
import { fold } from './fold';
import { constantOf, isCode, keyOf, mapParts, partAt, partsOf } from './tree';

/** What stands behind each macro variable in scope: rows of a list, or a value that was given a name. */
type Local = { rows: string } | { value: Code } | null;

const ROWS: Readonly<Record<string, string>> = {
  'list.contacts': 'contacts',
  'list.activities': 'activities',
  'list.products': 'products',
  'list.changes': 'changes',
};

/** Facts that say the same as an expression, so that both are known to be one. */
const SAME: Readonly<Record<string, Code>> = {
  'facts.contactsCount': ['size', ['$', 'list.contacts']],
  'facts.daysToClose': ['daysUntil', ['$', 'deal.closeDate']],
  'facts.daysToNextStep': ['daysUntil', ['$', 'deal.nextStepDate']],
};

/**
 * Code in one way of writing: names resolved, cells of rows as inputs (`row0.contacts.role`), `all` as `!exists(!…)`,
 * `pushes()` as its fact, constants worked out, operands of `&&` and `||` flat and in order.
 */
export function simplify(code: Code): Code {
  return rewrite(code, []);
}

function rewrite(code: Code, locals: readonly Local[]): Code {
  const inner = (part: Code): Code => rewrite(part, locals);
  switch (code[0]) {
    case 'k':
    case 'time':
    case 'span':
      return code;
    case '$':
      return SAME[String(code[1])] ?? code;
    case 'x':
      return variable(code, locals);
    case 'cell':
      return cell(code, locals);
    case 'exists':
    case 'all':
    case 'exists_one':
    case 'filter':
    case 'collect':
    case 'bind':
      return loop(code, locals);
    case '&&':
    case '||':
      return connective(code[0], mapParts(code, inner));
    default:
      return settle(mapParts(code, inner));
  }
}

function variable(code: Code, locals: readonly Local[]): Code {
  const local = locals[Number(code[1])];
  return local !== null && local !== undefined && 'value' in local ? local.value : code;
}

function cell(code: Code, locals: readonly Local[]): Code {
  const row = partAt(code, 1);
  const local = row?.[0] === 'x' ? locals[Number(row[1])] : undefined;
  if (row === undefined || local === null || local === undefined || !('rows' in local))
    return mapParts(code, (part) => rewrite(part, locals));
  const key = ROW_KEYS.get(local.rows)?.[Number(code[2])] ?? String(Number(code[2]));
  return ['$', `row${Number(row[1])}.${local.rows}.${key}`];
}

/** The rows of which list an expression walks over; null when that is not plain to see. */
function rowsOf(list: Code | undefined): Local {
  if (list?.[0] === 'filter') return rowsOf(partAt(list, 1));
  const name = list?.[0] === '$' ? ROWS[String(list[1])] : undefined;
  return name === undefined ? null : { rows: name };
}

function loop(code: Code, locals: readonly Local[]): Code {
  const [op] = code;
  if (op === 'bind') return bound(code, locals);
  const from = partAt(code, 1);
  const list = from === undefined ? undefined : rewrite(from, locals);
  const depth = Number(code[2]);
  const inside = [...locals.slice(0, depth), rowsOf(list)];
  if (list === undefined) return code;
  const bodies = code.slice(3).map((v) => (isCode(v) ? rewrite(v, inside) : v));
  const [body] = bodies;
  if (op === 'all' && isCode(body)) return negated(['exists', list, depth, negated(body)]);
  return [op, list, depth, ...bodies];
}

function bound(code: Code, locals: readonly Local[]): Code {
  const depth = Number(code[1]);
  const value = partAt(code, 2);
  const body = partAt(code, 3);
  if (value === undefined || body === undefined) return code;
  return rewrite(body, [...locals.slice(0, depth), { value: rewrite(value, locals) }]);
}

/** The opposite, without a pair of negations. */
function negated(code: Code): Code {
  return code[0] === '!' ? (partAt(code, 1) ?? code) : ['!', code];
}

function connective(op: '&&' | '||', code: Code): Code {
  const decides = op === '||';
  const flat = partsOf(code).flatMap((part) => (part[0] === op ? partsOf(part) : [part]));
  const open = new Map(flat.filter((part) => constantOf(part) !== !decides).map((part) => [keyOf(part), part]));
  if ([...open.values()].some((part) => constantOf(part) === decides)) return ['k', decides];
  const parts = [...open].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  const [only] = parts;
  if (only === undefined) return ['k', !decides];
  return parts.length === 1 ? only : [op, ...parts];
}

/** Rewrites that look at one operator only. */
function settle(code: Code): Code {
  const worked = fold(code);
  if (typeof worked === 'number' || typeof worked === 'string' || typeof worked === 'boolean') return ['k', worked];
  if (worked !== undefined && worked !== null && isTagged(worked)) return code;
  const part = partAt(code, 1);
  if (code[0] === '!' && part !== undefined) return negated(part);
  if (code[0] === 'pushes' && constantOf(partAt(code, 2)) === 'closeDate') return ['$', 'facts.pushes'];
  if (code[0] === '==' || code[0] === '!=') return equality(code, part);
  return counted(code) ?? code;
}

/** `condition == true` is the condition. */
function equality(code: Code, part: Code | undefined): Code {
  const other = constantOf(partAt(code, 2));
  if (part === undefined || typeof other !== 'boolean' || !CERTAIN.has(part[0])) return counted(code) ?? code;
  return other === (code[0] === '==') ? part : negated(part);
}

/** Operators that give true or false, never empty. */
const CERTAIN: ReadonlySet<string> = new Set(
  '&& || ! < <= > >= == != in has blank junk matches contains startsWith endsWith exists exists_one'.split(' '),
);

/** `count(list.filter(x, …)) > 0` is `list.exists(x, …)`. */
function counted(code: Code): Code | null {
  const size = partAt(code, 1);
  const filter = size?.[0] === 'size' ? partAt(size, 1) : undefined;
  const n = constantOf(partAt(code, 2));
  if (filter?.[0] !== 'filter' || typeof n !== 'number') return null;
  const exists: Code = ['exists', ...filter.slice(1)];
  if ((code[0] === '>' && n === 0) || (code[0] === '>=' && n === 1) || (code[0] === '!=' && n === 0)) return exists;
  return (code[0] === '==' && n === 0) || (code[0] === '<' && n === 1) || (code[0] === '<=' && n === 0)
    ? negated(exists)
    : null;
}
