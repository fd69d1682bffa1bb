import type { Code } from '@/lib/rules/cel/code';
import { inputName, rowName, stageName, type Names } from './labels';
import { codeAt, isCode, valueWords, type Wording } from './value';

/** A condition in words: `Amount is at least 20,000 and some contact has: its role is "Champion"`. */
export function conditionWords(code: Code, names: Names): string {
  return say(code, { names, rows: [] });
}

type Pair = readonly [yes: string, no: string];

const ORDERS: Readonly<Record<string, Pair>> = {
  '>=': ['is at least', 'is not at least'],
  '>': ['is more than', 'is not more than'],
  '<=': ['is at most', 'is not at most'],
  '<': ['is less than', 'is not less than'],
};
const DATES: Readonly<Record<string, Pair>> = {
  '>=': ['is on or after', 'is not on or after'],
  '>': ['is after', 'is not after'],
  '<=': ['is on or before', 'is not on or before'],
  '<': ['is before', 'is not before'],
};
const TESTS: Readonly<Record<string, Pair>> = {
  contains: ['contains', 'does not contain'],
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
  matches: ['matches the pattern', 'does not match the pattern'],
};
const STATES: Readonly<Record<string, Pair>> = {
  blank: ['is empty', 'is filled in'],
  has: ['is filled in', 'is empty'],
  junk: ['is a placeholder', 'is no placeholder'],
};

function say(code: Code, w: Wording, yes = true): string {
  const pick = ([a, b]: Pair): string => (yes ? a : b);
  const [op] = code;
  const value = (index: number): string => valueWords(codeAt(code, index), w);
  if (op === '!') return say(codeAt(code, 1), w, !yes);
  if (op === '&&' || op === '||') return joined(code, w, yes);
  if (STATES[op] !== undefined) return `${value(1)} ${pick(STATES[op])}`;
  if (TESTS[op] !== undefined)
    return `${value(1)} ${pick(TESTS[op])} ${op === 'matches' ? `/${String(code[2])}/` : value(2)}`;
  if (ORDERS[op] !== undefined)
    return `${value(1)} ${pick((isTime(code, w) ? DATES : ORDERS)[op] ?? ['', ''])} ${value(2)}`;
  if (op === '==' || op === '!=') return equalWords(code, w, (op === '==') === yes);
  if (op === 'in') return membership(code, w, yes);
  if (op === 'exists' || op === 'all' || op === 'exists_one') return rowsWords(code, w, yes);
  if (op === '?:')
    return `where ${say(codeAt(code, 1), w)}: ${say(codeAt(code, 2), w, yes)}; else: ${say(codeAt(code, 3), w, yes)}`;
  if (op === 'k') return code[1] === yes ? 'always' : 'never';
  return yes ? valueWords(code, w) : `not: ${valueWords(code, w)}`;
}

/** `not (a and b)` is `not a or not b`. */
function joined(code: Code, w: Wording, yes: boolean): string {
  const word = (code[0] === '&&') === yes ? ' and ' : ' or ';
  const parts = code
    .slice(1)
    .filter(isCode)
    .map((part) => {
      const text = say(part, w, yes);
      return part[0] === '&&' || part[0] === '||' || part[0] === '?:' ? `(${text})` : text;
    });
  return parts.join(word);
}

function isTime(code: Code, w: Wording): boolean {
  return [codeAt(code, 1), codeAt(code, 2)].some((c) => {
    if (c[0] === 'time' || (c[0] === '$' && c[1] === 'now')) return true;
    if ((c[0] === '+' || c[0] === '-') && isTime(c, w)) return true;
    const name = c[0] === '$' ? String(c[1]) : '';
    return w.names.fields.some((f) => `deal.${f.key}` === name && (f.type === 'date' || f.type === 'instant'));
  });
}

const isStage = (code: Code): boolean => code[0] === '$' && code[1] === 'stage';

function equalWords(code: Code, w: Wording, same: boolean): string {
  const [a, b] = [codeAt(code, 1), codeAt(code, 2)];
  const left = valueWords(a, w);
  if (b[0] === 'k' && b[1] === null) return `${left} is ${same ? 'empty' : 'filled in'}`;
  const right = isStage(a) && b[0] === 'k' ? stageName(String(b[1]), w.names) : valueWords(b, w);
  return `${left} is ${same ? '' : 'not '}${right}`;
}

function membership(code: Code, w: Wording, yes: boolean): string {
  const [a, b] = [codeAt(code, 1), codeAt(code, 2)];
  const values = b[0] === 'list' ? b.slice(1).filter(isCode) : [b];
  const texts = values.map((v) => (isStage(a) && v[0] === 'k' ? stageName(String(v[1]), w.names) : valueWords(v, w)));
  return `${valueWords(a, w)} is ${yes ? 'one of' : 'none of'} ${texts.join(', ')}`;
}

function rowsWords(code: Code, w: Wording, yes: boolean): string {
  const list = codeAt(code, 1);
  const from = list[0] === 'filter' ? codeAt(list, 1) : list;
  const name = from[0] === '$' ? String(from[1]).replace('list.', '') : '';
  const depth = Number(code[2]);
  const inner: Wording = { ...w, rows: [...w.rows.slice(0, depth), name] };
  const one = name === '' ? `entry of ${inputName(String(from[1]), w.names)}` : rowName(name);
  const body = say(codeAt(code, 3), inner);
  if (code[0] === 'all') return `${yes ? 'every' : 'not every'} ${one} has: ${body}`;
  const some = code[0] === 'exists' ? 'some' : 'exactly one';
  return `${yes ? some : code[0] === 'exists' ? 'no' : 'not exactly one'} ${one} has: ${body}`;
}
