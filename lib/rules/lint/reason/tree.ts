import type { Code, Operand } from '../../cel/code';

/** Whether an operand is code, and not a plain constant. */
export function isCode(v: Operand | undefined): v is Code {
  return Array.isArray(v) && typeof v[0] === 'string';
}

/** The operands of code that are code themselves. */
export function partsOf(code: Code): readonly Code[] {
  return code[0] === 'k' ? [] : code.slice(1).filter(isCode);
}

/** Code with each of its parts replaced. */
export function mapParts(code: Code, change: (part: Code) => Code): Code {
  if (code[0] === 'k') return code;
  const [op, ...operands] = code;
  return [op, ...operands.map((v) => (isCode(v) ? change(v) : v))];
}

/** Whether a test holds for code or any part of it. */
export function anyPart(code: Code, test: (part: Code) => boolean): boolean {
  return test(code) || partsOf(code).some((part) => anyPart(part, test));
}

/** Every input that code names: `deal.amount`, `list.contacts`, `facts.pushes`, `stage` … */
export function inputsOf(code: Code): Set<string> {
  const found = new Set<string>();
  const visit = (part: Code): void => {
    if (part[0] === '$' && typeof part[1] === 'string') found.add(part[1]);
    partsOf(part).forEach(visit);
  };
  visit(code);
  return found;
}

/** Two pieces of code with the same key are the same. */
export function keyOf(code: Code): string {
  return JSON.stringify(code);
}

/** The constant that code is; undefined when it is none. */
export function constantOf(code: Code | undefined): string | number | boolean | null | undefined {
  if (code === undefined || code[0] !== 'k') return undefined;
  const v = code[1];
  return typeof v === 'object' && v !== null ? undefined : v;
}

/** The operand at a place, when it is code. */
export function partAt(code: Code, index: number): Code | undefined {
  const v = code[index];
  return isCode(v) ? v : undefined;
}
