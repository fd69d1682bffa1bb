import { StringStream, syntaxTree } from '@codemirror/language';
import { Prec, type Extension, type Range } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';
import { expressionKey, expressionToken } from './language';

/** How each kind of token looks is in the style sheet, under these names. */
const MARKS = new Map(
  ['string', 'number', 'bool', 'keyword', 'operator', 'punctuation', 'called', 'root', 'variableName'].map((kind) => [
    kind,
    Decoration.mark({ class: `cel-${kind}` }),
  ]),
);

/**
 * Colours the expressions that are in view. They are no part of the syntax tree: nested in it, each key would have the whole
 * document walked again for them.
 */
export function expressionColours(): Extension {
  // The look of a token goes before that of the text that it is in.
  return Prec.highest(ViewPlugin.fromClass(Colours, { decorations: ({ decorations }) => decorations }));
}

// A class, since the editor asks for one: it keeps what is drawn until text, view or tree are others.
class Colours {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = coloured(view);
  }
  update({ view, docChanged, viewportChanged, startState, state }: ViewUpdate): void {
    if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state))
      this.decorations = coloured(view);
  }
}

function coloured({ state, visibleRanges }: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = [];
  const read = (from: number, to: number): string => state.sliceDoc(from, to);
  for (const { from, to } of visibleRanges)
    syntaxTree(state).iterate({
      from,
      to,
      enter: ({ node }) => {
        if (expressionKey(node, read) === null) return;
        const quote = node.name === 'QuotedLiteral' ? 1 : 0;
        if (node.to - node.from > 2 * quote)
          marks.push(...tokensOf(read(node.from + quote, node.to - quote), node.from + quote));
      },
    });
  return Decoration.set(marks, true);
}

/** The tokens of an expression that begins at a place, line by line. */
function tokensOf(expression: string, start: number): Range<Decoration>[] {
  const marks: Range<Decoration>[] = [];
  const state = { quote: '' };
  let at = start;
  for (const line of expression.split('\n')) {
    const stream = new StringStream(line, 2, 2);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const mark = MARKS.get(expressionToken(stream, state) ?? '');
      if (mark) marks.push(mark.range(at + stream.start, at + stream.pos));
    }
    at += line.length + 1;
  }
  return marks;
}
