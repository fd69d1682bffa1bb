import {
  autocompletion,
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { completeExpression, type PackField, type Proposal } from '@/lib/studio/complete';
import type { KeyWord } from '@/lib/studio/keys';
import { expressionAt, placeOf, unescaped, wordsAt } from './place';

/** What completion and hover know of the pack that is being written; read at the moment it is asked for. */
export type Known = {
  fields: readonly PackField[];
  keys: Readonly<Record<string, readonly KeyWord[]>>;
};

/** So many lines above tell where one is; a list longer than that has its head out of sight. */
const LINES_ABOVE = 4_000;

/** Completion of expressions and of the keys and words of a pack. */
export function packCompletion(known: () => Known): Extension {
  return autocompletion({
    override: [(context) => inExpression(context, known()) ?? inDocument(context, known())],
    icons: false,
  });
}

function inExpression(context: CompletionContext, { fields }: Known): CompletionResult | null {
  const at = expressionAt(context.state, context.pos);
  if (at === null) return null;
  const before = unescaped(context.state.sliceDoc(at.from, context.pos));
  const found = completeExpression(before, fields);
  if (found === null) return null;
  const typed = before.length - found.from;
  if (typed === 0 && !context.explicit && !/[.(]$/.test(before)) return null;
  return { from: context.pos - typed, options: found.options.map(asCompletion), validFor: /^\w*$/ };
}

function asCompletion({ label, apply, kind, type, says, example }: Proposal): Completion {
  return {
    label,
    type: kind,
    detail: type,
    ...(apply === undefined ? {} : { apply }),
    info: () => infoOf(says, example),
  };
}

function infoOf(says: string, example: string | undefined): Node {
  const box = document.createElement('div');
  box.append(says);
  if (example !== undefined) {
    const code = document.createElement('code');
    code.textContent = example;
    box.append(document.createElement('br'), code);
  }
  return box;
}

function inDocument(context: CompletionContext, { keys }: Known): CompletionResult | null {
  const { state, pos } = context;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  if (!/^[\s-]*(?:[\w$.-]*:\s+)?[\w-]*$/.test(before)) return null;
  const word = /[\w-]*$/.exec(before)?.[0] ?? '';
  const first = Math.max(1, line.number - LINES_ABOVE);
  const above = state.sliceDoc(state.doc.line(first).from, line.from).split('\n').slice(0, -1);
  const { place, key } = placeOf([...above, before]);
  const words = wordsAt(keys, place);
  if (words === undefined || (word === '' && !context.explicit)) return null;
  const from = pos - word.length;
  if (key === null) return { from, options: words.map(keyCompletion), validFor: /^\w*$/ };
  const values = words.find(({ name }) => name === key)?.values ?? [];
  return values.length === 0 ? null : { from, options: values.map((label) => ({ label, type: 'keyword' })) };
}

function keyCompletion({ name, says, values }: KeyWord): Completion {
  return snippetCompletion(`${name}: `, {
    label: name,
    type: 'property',
    ...(values.length === 0 ? {} : { detail: values.slice(0, 4).join(' | ') }),
    ...(says === '' ? {} : { info: says }),
  });
}
