import { charSets, type Membership } from './pattern-sets';
import { OPS, type Program } from './pattern-program';

const { char: CHAR, fork: FORK, jump: JUMP, match: MATCH, start: START, end: END, edge: EDGE } = OPS;

/**
 * Whether a text matches anywhere, following all ways of the pattern at once: at most one visit of each instruction per
 * character, whatever the pattern and the text (Thompson's construction, https://swtch.com/~rsc/regexp/regexp1.html).
 */
export function machineOf(program: Program): Machine {
  const setsOf = charSets(program.sets);
  const m = stateOf(program);
  return (text, limit) => {
    m.seen.fill(NONE);
    m.count = 0;
    m.work = 0;
    return { found: search(m, setsOf, text, limit), work: m.work };
  };
}

/** Tries a text; `found` is null where that takes more than `limit` instructions. */
type Machine = (text: string, limit: number) => { found: boolean | null; work: number };

const NONE = -1;

/** Where the machine stands; plain numbers in arrays, as each character visits hundreds of them. */
type State = {
  readonly ops: Uint8Array;
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  /** the place at which an instruction was last reached */
  readonly seen: Int32Array;
  /** instructions still to be looked at */
  readonly pending: Int32Array;
  /** the instructions that take a character here, and how many there are */
  at: Int32Array;
  count: number;
  /** those that take the next one */
  next: Int32Array;
  /** instructions looked at in the text so far */
  work: number;
};

function stateOf({ ops, xs, ys }: Program): State {
  const size = ops.length;
  const list = (): Int32Array => new Int32Array(size);
  return {
    ops: Uint8Array.from(ops),
    xs: Int32Array.from(xs),
    ys: Int32Array.from(ys),
    seen: list(),
    pending: list(),
    at: list(),
    count: 0,
    next: list(),
    work: 0,
  };
}

function search(m: State, setsOf: (code: number) => Membership, text: string, limit: number): boolean | null {
  const { xs } = m;
  let before = NONE;
  let after = text.codePointAt(0) ?? NONE;
  for (let i = 0; ;) {
    // A match may begin anywhere.
    if (follow(m, 0, i, before, after)) return true;
    if (after === NONE) return false;
    if (m.work > limit) return null;
    const sets = setsOf(after);
    const { at, count } = m;
    m.work += count;
    [m.at, m.next, m.count] = [m.next, at, 0];
    i += after > 0xff_ff ? 2 : 1;
    [before, after] = [after, text.codePointAt(i) ?? NONE];
    for (let n = 0; n < count; n++) {
      const pc = at[n] ?? 0;
      if (sets[xs[pc] ?? 0] === 1 && follow(m, pc + 1, i, before, after)) return true;
    }
  }
}

/** Adds an instruction and all that follow without taking a character; true at the end of the pattern. */
function follow(m: State, from: number, place: number, before: number, after: number): boolean {
  const { ops, xs, ys, seen, pending, at } = m;
  let left = 0;
  for (let pc = from; ;) {
    if (seen[pc] !== place) {
      seen[pc] = place;
      m.work++;
      const op = ops[pc];
      if (op === MATCH) return true;
      if (op === FORK) pending[left++] = ys[pc] ?? 0;
      if (op === FORK || op === JUMP) {
        pc = xs[pc] ?? 0;
        continue;
      }
      if (op === CHAR) at[m.count++] = pc;
      else if (holds(op, before, after)) {
        pc++;
        continue;
      }
    }
    if (left === 0) return false;
    pc = pending[--left] ?? 0;
  }
}

function holds(op: number | undefined, before: number, after: number): boolean {
  if (op === START) return before === NONE;
  if (op === END) return after === NONE;
  return (isWord(before) !== isWord(after)) === (op === EDGE);
}

/** RE2's letters of a word: ASCII alone. */
function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
