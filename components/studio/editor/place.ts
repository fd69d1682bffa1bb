import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { expressionKey } from './language';

/** So long one may be held up for reading on to where the cursor is. */
const MOST_MS = 20;

/** The expression that a position of the text is in: where it begins, and what stands there. */
export function expressionAt(state: EditorState, pos: number): { from: number; to: number; text: string } | null {
  // What was just typed may not be read yet, far down in a long pack.
  const tree = ensureSyntaxTree(state, pos, MOST_MS) ?? syntaxTree(state);
  for (const side of [-1, 1] as const) {
    for (let node = tree.resolve(pos, side); ;) {
      if (expressionKey(node, (from, to) => state.sliceDoc(from, to)) !== null) {
        const quoted = node.name === 'QuotedLiteral' ? 1 : 0;
        const [from, to] = [node.from + quoted, Math.max(node.from + quoted, node.to - quoted)];
        return { from, to, text: state.sliceDoc(from, to) };
      }
      if (node.parent === null) break;
      node = node.parent;
    }
  }
  return null;
}

/** An expression as it stands in double quotes of YAML or JSON, read; lengths behind the last escape stay. */
export function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, '$1');
}

/**
 * Where in a pack a line of YAML stands: `stages[].exit[]`, and the key that is being given a value, if one is. Told from
 * indentation alone, since what is being written is mostly no document yet.
 */
export function placeOf(lines: readonly string[]): { place: string; key: string | null } {
  const line = lines.at(-1) ?? '';
  const key = /^[\s-]*([A-Za-z_$][\w.-]*):\s/.exec(line)?.[1] ?? null;
  const steps: string[] = [];
  let { at, dash } = startOf(line);
  for (let i = lines.length - 2; i >= 0 && (at > 0 || dash !== null); i--) {
    const above = lines[i] ?? '';
    const start = startOf(above);
    const name = keyOf(above);
    if (/^\s*(?:#|$)/.test(above)) continue;
    // The first line of the item that one is in.
    if (dash === null && start.at === at && start.dash !== null) ({ dash } = start);
    // What holds a list is no further in than its dashes; what holds a map is further out.
    else if (name !== null && (dash === null ? start.at < at : start.at <= dash)) {
      steps.push(dash === null ? name : `${name}[]`);
      ({ at, dash } = start);
    }
  }
  return { place: steps.toReversed().join('.'), key };
}

type Start = { at: number; dash: number | null };

/** The column of what a line says, and of its last dash. */
function startOf(line: string): Start {
  const [lead = ''] = /^\s*(?:-\s+)*-?/.exec(line) ?? [];
  const dash = lead.lastIndexOf('-');
  return { at: dash < 0 ? lead.length : Math.max(lead.length, dash + 2), dash: dash < 0 ? null : dash };
}

function keyOf(line: string): string | null {
  return /^\s*(?:-\s+)*["']?([A-Za-z_$][\w.-]*)["']?:/.exec(line)?.[1] ?? null;
}

/** The words that may stand at a place; names that people choose themselves are `*` there. */
export function wordsAt<T>(places: Readonly<Record<string, T>>, place: string): T | undefined {
  if (Object.hasOwn(places, place)) return places[place];
  const steps = place.split('.');
  for (let i = steps.length - 1; i >= 0; i--) {
    const starred = steps.map((step, at) => (at === i ? '*' : step)).join('.');
    if (Object.hasOwn(places, starred)) return places[starred];
  }
  return undefined;
}
