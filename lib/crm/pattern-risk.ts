/** Longer expressions than this are not written by people for addresses and labels. */
const MAX_PATTERN = 300;
/** Two open-ended repetitions side by side cost the square of the text, three its cube. */
const MAX_RUN = 2;

/** Characters that stand for what people put between parts of addresses and texts. */
const PROBES: readonly string[] = '/ ? # & = - _ . : , ; % ~ + @ a Z 5 é €'.split(' ').concat(' ', '\n');

type Atom = {
  source: string;
  group: readonly Atom[] | null;
  /** A group with alternatives. */
  branching: boolean;
  open: boolean;
  optional: boolean;
};

/**
 * Why an adapter's regular expression is not taken; null when it is fine. It runs in the CRM's page with the browser's
 * own engine, which backtracks: an expression that could hang there is refused by its shape.
 */
export function patternRisk(pattern: string): string | null {
  if (pattern.length > MAX_PATTERN) return `an expression may have ${MAX_PATTERN} characters`;
  try {
    RegExp(pattern);
  } catch (error) {
    return `this is no regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (/\\[1-9]|\\k</.test(pattern)) return 'back references are not taken';
  const alternatives = parse(pattern);
  if (alternatives.some(hasNested)) return 'a repetition inside a repeated group can hang the page';
  if (alternatives.some((atoms) => longestRun(atoms) > MAX_RUN)) {
    return 'three open-ended repetitions side by side can hang the page: put a fixed character between them';
  }
  return null;
}

/** The alternatives at the top, each as its atoms. Groups are kept whole, with the atoms of all their alternatives. */
function parse(pattern: string): Atom[][] {
  const stack: Atom[][][] = [[[]]];
  let rest = pattern;
  const last = (): Atom[] => stack.at(-1)?.at(-1) ?? [];
  while (rest !== '') {
    const open = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(rest)?.[0];
    if (open !== undefined) {
      stack.push([[]]);
      rest = rest.slice(open.length);
    } else if (rest.startsWith('|')) {
      stack.at(-1)?.push([]);
      rest = rest.slice(1);
    } else if (rest.startsWith(')')) {
      const inner = stack.pop() ?? [];
      rest = addAtom(last(), '', inner.flat(), rest.slice(1), inner.length > 1);
    } else {
      const source = /^(?:\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|x..|u....|c.|.)|[^])/.exec(rest)?.[0] ?? rest;
      rest = addAtom(last(), source, null, rest.slice(source.length), false);
    }
  }
  return stack[0] ?? [];
}

/** Adds an atom with the quantifier that follows it; returns what is left of the pattern. */
function addAtom(to: Atom[], source: string, group: Atom[] | null, rest: string, branching: boolean): string {
  const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(rest)?.[0] ?? '';
  const open = /^(?:[*+]|\{\d+,\})/.test(quantifier);
  to.push({ source, group, branching, open, optional: /^(?:[*?]|\{0)/.test(quantifier) });
  return rest.slice(quantifier.length);
}

function hasNested(atoms: readonly Atom[]): boolean {
  return atoms.some(
    (atom) => atom.group !== null && ((atom.open && canSplit(atom, atom.group)) || hasNested(atom.group)),
  );
}

/** Whether one text could fall into rounds of a repeated group in several ways: `(a+)*`, but not `(a+/)*`. */
function canSplit(atom: Atom, group: readonly Atom[]): boolean {
  const open = openIn(group);
  if (atom.branching || group.some(hasBranches)) return true;
  const last = group.at(-1);
  return open.length > 0 && (!last || last.open || last.optional || !open.every((one) => isFence(last, one)));
}

function hasBranches(atom: Atom): boolean {
  return atom.branching || (atom.group?.some(hasBranches) ?? false);
}

function openIn(atoms: readonly Atom[]): Atom[] {
  return atoms.flatMap((atom) => [...(atom.open ? [atom] : []), ...(atom.group ? openIn(atom.group) : [])]);
}

/** How many open repetitions in a row could take each other's characters. */
function longestRun(atoms: readonly Atom[]): number {
  let run: Atom[] = [];
  let longest = 0;
  for (const atom of flat(atoms)) {
    if (atom.open) run.push(atom);
    else if (!atom.optional && run.every((one) => isFence(atom, one))) run = [];
    longest = Math.max(longest, run.length);
  }
  return longest;
}

function flat(atoms: readonly Atom[]): Atom[] {
  return atoms.flatMap((atom) => (atom.group && !atom.open ? flat(atom.group) : [atom]));
}

/** Whether a required atom cannot be part of what a repetition takes. */
function isFence(atom: Atom, repeated: Atom): boolean {
  if (atom.source === '^' || atom.source === '$') return true;
  const takes = matcher(atom);
  const other = matcher(repeated);
  return ![...PROBES, ...Array.from(atom.source)].some((character) => takes(character) && other(character));
}

function matcher(atom: Atom): (character: string) => boolean {
  if (atom.group) return () => true;
  const expression = new RegExp(`^(?:${atom.source})$`);
  return (character) => expression.test(character);
}
