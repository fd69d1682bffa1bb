import type { Code, Operand } from '@/lib/rules/cel/code';
import { cellName, inputName, numberText, rowName, type Names } from './labels';

/** What wording needs: the pack's names, and what stands behind each variable of a loop. */
export type Wording = { names: Names; rows: readonly string[] };

export function codeAt(code: Code, index: number): Code {
  const v = code[index];
  return isCode(v) ? v : ['k', null];
}

export function isCode(v: Operand | undefined): v is Code {
  return Array.isArray(v) && typeof v[0] === 'string';
}

const FIGURES: Readonly<Record<string, string>> = {
  medianDaysToClose: "the team's usual days to close",
  medianDaysInStage: "the team's usual days in the stage",
  winRate: "the team's win rate",
  medianAmount: "the team's usual amount",
};
const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷', '/i': '÷', '%': 'modulo' };
const SILENT: ReadonlySet<string> = new Set([
  'lowerAscii',
  'upperAscii',
  'trim',
  'double',
  'int',
  'string',
  'timestamp',
  'duration',
]);

/** An expression that gives a value, in words. */
export function valueWords(code: Code, w: Wording): string {
  const part = (index: number): string => valueWords(codeAt(code, index), w);
  const [op] = code;
  if (op === 'k') return constantWords(code[1]);
  if (op === '$') return inputName(String(code[1]), w.names);
  if (op === 'time') return String(code[1]);
  if (op === 'span') return spanWords(String(code[1]));
  if (op === 'x') return `the ${rowName(w.rows[Number(code[1])] ?? '')}`;
  if (op === 'cell') return `its ${cellName(listBehind(codeAt(code, 1), w), Number(code[2]))}`;
  if (op === 'days') return code.length > 1 && codeAt(code, 1)[0] === 'team' ? part(1) : `${part(1)} days`;
  if (op === 'daysSince') return `days since ${part(1)}`;
  if (op === 'daysUntil') return `days until ${part(1)}`;
  if (op === 'size') return `the number of ${part(1).toLowerCase()}`;
  if (op === 'neg') return `−${part(1)}`;
  if (op === 'team') return FIGURES[String(codeAt(code, 1)[1])] ?? 'a figure of the team';
  if (op === 'pushes') return 'the number of times it was moved later';
  if (op === 'list')
    return code
      .slice(1)
      .map((_, i) => part(i + 1))
      .join(', ');
  if (op === 'get') return `${part(1)}, ${part(2)}`;
  if (SILENT.has(op)) return part(1);
  if (SIGNS[op] !== undefined) return `${part(1)} ${SIGNS[op]} ${part(2)}`;
  return `${op} of ${code
    .slice(1)
    .filter(isCode)
    .map((c) => valueWords(c, w))
    .join(', ')}`;
}

function constantWords(value: Operand | undefined): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return `"${value}"`;
  return value === null || value === undefined ? 'nothing' : String(value);
}

function spanWords(text: string): string {
  const hours = /^(\d+)h$/.exec(text)?.[1];
  return hours !== undefined && Number(hours) % 24 === 0 ? `${Number(hours) / 24} days` : text;
}

function listBehind(row: Code, w: Wording): string {
  return row[0] === 'x' ? (w.rows[Number(row[1])] ?? '') : '';
}
