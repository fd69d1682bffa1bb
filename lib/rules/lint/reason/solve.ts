import type { Code } from '../../cel/code';
import { narrowed, startOf, type Bounds } from './bounds';
import { fold, withConstant } from './fold';
import { formulaOf, type Formula, type Literal } from './formula';
import type { FieldTypes } from './kinds';
import type { Comparison } from './linear';
import { sumsAgree } from './sums';
import { inputsOf, keyOf, partAt } from './tree';

type Plain = string | number | boolean;
type Texts = { allowed: ReadonlySet<Plain> | null; denied: ReadonlySet<Plain>; code: Code };

/** What is known after some statements. Maps are replaced, never changed, so that branches do not meet. */
type Known = {
  numbers: ReadonlyMap<string, { bounds: Bounds; terms: Comparison['terms'] }>;
  texts: ReadonlyMap<string, Texts>;
  present: ReadonlyMap<string, boolean>;
  truths: ReadonlyMap<string, { code: Code; wanted: boolean }>;
};

/** What the answer may rest on: the types of the fields, and inputs that nobody can read. */
export type Grounds = { types: FieldTypes; unread?: ReadonlySet<string> };

/** `no`: certainly not. `perhaps`: too much to go through. */
export type Answer = 'yes' | 'no' | 'perhaps';

type Search = Grounds & { left: number };

const STEPS = 4_000;
const NOTHING: Known = { numbers: new Map(), texts: new Map(), present: new Map(), truths: new Map() };

/** Whether some deal satisfies all these conditions at once. A "no" can be relied on; a "yes" is as far as the analysis sees. */
export function canHold(formulas: readonly Formula[], grounds: Grounds): Answer {
  const search: Search = { ...grounds, left: STEPS };
  const found = branch(formulas, NOTHING, search);
  if (found) return 'yes';
  return search.left <= 0 ? 'perhaps' : 'no';
}

function branch(open: readonly Formula[], known: Known, search: Search): boolean {
  const choices: (readonly Formula[])[] = [];
  const queue = [...open];
  let at: Known | null = known;
  for (let f = queue.pop(); f !== undefined; f = queue.pop()) {
    if (--search.left <= 0 || f === false) return false;
    if (f === true) continue;
    if ('and' in f) queue.push(...f.and);
    else if ('or' in f) choices.push(f.or);
    else at = learn(at, f.literal, search);
    if (at === null) return false;
  }
  return choose(choices, at, search);
}

/** Takes the choice with the fewest ways left open, so that dead ends show early. */
function choose(choices: readonly (readonly Formula[])[], known: Known, search: Search): boolean {
  let best: readonly Formula[] | null = null;
  let rest: readonly (readonly Formula[])[] = [];
  const open = choices.map((ways) => ways.filter((way) => mayHold(way, known, search)));
  for (const [i, ways] of open.entries()) {
    if (best !== null && ways.length >= best.length) continue;
    best = ways;
    rest = open.filter((_, j) => j !== i);
  }
  if (best === null) return consistent(known, search);
  return best.some((way) => branch([way, ...rest.map((ways): Formula => ({ or: ways }))], known, search));
}

function mayHold(way: Formula, known: Known, search: Search): boolean {
  if (typeof way === 'boolean') return way;
  return !('literal' in way) || learn(known, way.literal, search) !== null;
}

/** What is known with one more statement; null when it contradicts. */
function learn(known: Known, literal: Literal, search: Search): Known | null {
  if (search.unread && [...literal.inputs].some((input) => search.unread?.has(input))) return null;
  switch (literal.is) {
    case 'present': {
      const before = known.present.get(literal.key);
      if (before !== undefined) return before === literal.wanted ? known : null;
      return { ...known, present: new Map(known.present).set(literal.key, literal.wanted) };
    }
    case 'truth': {
      const before = known.truths.get(literal.key);
      if (before !== undefined) return before.wanted === literal.wanted ? known : null;
      return { ...known, truths: new Map(known.truths).set(literal.key, literal) };
    }
    case 'among':
      return withTexts(known, literal);
    case 'order': {
      const { key, terms } = literal.comparison;
      const bounds = narrowed(known.numbers.get(key)?.bounds ?? startOf(literal.comparison), literal.comparison);
      return bounds === null ? null : { ...known, numbers: new Map(known.numbers).set(key, { bounds, terms }) };
    }
  }
}

function withTexts(known: Known, { key, code, values, wanted }: Extract<Literal, { is: 'among' }>): Known | null {
  const before = known.texts.get(key) ?? { allowed: null, denied: new Set<Plain>(), code };
  const denied = wanted ? before.denied : new Set([...before.denied, ...values]);
  const allowed = wanted ? [...values].filter((v) => before.allowed?.has(v) ?? true) : before.allowed;
  const left = allowed === null ? null : new Set([...allowed].filter((v) => !denied.has(v)));
  return left?.size === 0 ? null : { ...known, texts: new Map(known.texts).set(key, { allowed: left, denied, code }) };
}

/** Looks across the statements: sums against their terms, texts against conditions on them, rows that are and are not there. */
function consistent(known: Known, search: Search): boolean {
  if (!sumsAgree([...known.numbers.values()])) return false;
  for (const [leaf, { allowed, code }] of known.texts) {
    if (allowed !== null && code[0] === '$' && ![...allowed].some((value) => fits(leaf, value, known))) return false;
  }
  return rowsAgree(known, search);
}

/** Whether everything said of one input alone holds for a value of it. */
function fits(leaf: string, value: Plain, known: Known): boolean {
  const holds = (code: Code, test: (worked: unknown) => boolean): boolean => {
    if (inputsOf(code).size !== 1 || keyOf(code) === leaf) return true;
    const worked = fold(withConstant(code, leaf, value));
    return worked === undefined || test(worked);
  };
  const texts = [...known.texts.values()].every(({ code, allowed, denied }) =>
    holds(code, (v) => typeof v !== 'string' || ((allowed === null || allowed.has(v)) && !denied.has(v))),
  );
  return (
    texts &&
    [...known.truths.values()].every(({ code, wanted }) => holds(code, (v) => typeof v !== 'boolean' || v === wanted))
  );
}

/** A row that must be there must be none of those that must not. */
function rowsAgree(known: Known, search: Search): boolean {
  const loops = [...known.truths.values()].filter(({ code }) => code[0] === 'exists');
  const denied = loops.filter((l) => !l.wanted);
  return loops.every(({ code, wanted }) => {
    const body = partAt(code, 3);
    if (!wanted || body === undefined) return true;
    const others = denied
      .filter((d) => JSON.stringify(d.code.slice(0, 3)) === JSON.stringify(code.slice(0, 3)))
      .flatMap((d): Formula[] => {
        const other = partAt(d.code, 3);
        return other === undefined ? [] : [formulaOf(other, false, search.types)];
      });
    const grounds: Search = { ...search };
    const ok = branch([formulaOf(body, true, search.types), ...others], NOTHING, grounds);
    search.left = grounds.left;
    return ok;
  });
}
