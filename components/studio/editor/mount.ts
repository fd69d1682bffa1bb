import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic as Shown } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view';
import type { Diagnostic } from '@/lib/studio/analyse';
import type { TextEdit } from '@/lib/studio/edit';
import { packCompletion, type Known } from './completion';
import { expressionColours } from './expression-colours';
import { packHover, type ValueOf } from './hover';
import { packSupport } from './language';

/** What the page does with the editor; nothing else of it is seen outside. */
export type EditorHandle = {
  text: () => string;
  /** Puts an edit in, if the text still is what the edit was made for. */
  apply: (edit: TextEdit, madeFor: string) => boolean;
  replace: (text: string) => void;
  undo: () => void;
  redo: () => void;
  /** Shows what is wrong, if the text still is what it was found in. */
  show: (diagnostics: readonly Diagnostic[], foundIn: string, said: Said) => void;
  /** Brings a place into view and selects it; `chosen`: its rule is chosen already. */
  reveal: (range: { from: number; to: number }, chosen?: boolean) => void;
  focus: () => void;
  destroy: () => void;
};

export type Moves = { canUndo: boolean; canRedo: boolean };

type Setting = {
  parent: HTMLElement;
  text: string;
  label: string;
  known: () => Known;
  valueOf: ValueOf;
  onChange: () => void;
  onMoves: (state: Moves) => void;
  /** The rule or field that the cursor is in, when that becomes another: see `ruleAt`. */
  onRule: (id: string | null) => void;
};

/** Makes the editor. It keeps the text and its history of changes; the page asks it for both. */
export function mountEditor({ parent, text, label, known, valueOf, onChange, onMoves, onRule }: Setting): EditorHandle {
  let rule: string | null = null;
  let moves: Moves = { canUndo: false, canRedo: false };
  let marked = 0;
  const moved = EditorView.updateListener.of((update: ViewUpdate) => {
    if (update.docChanged) {
      onChange();
      // The page draws itself anew for it: once, not for every key.
      const now = { canUndo: undoDepth(update.state) > 0, canRedo: redoDepth(update.state) > 0 };
      if (now.canUndo !== moves.canUndo || now.canRedo !== moves.canRedo) onMoves((moves = now));
    }
    if (!update.selectionSet && !update.docChanged) return;
    const now = ruleAt(update.state);
    if (now === rule) return;
    rule = now;
    // Where a form or the list put the cursor, the rule is chosen already.
    if (!update.transactions.some((one) => one.isUserEvent('input.form') || one.isUserEvent('select.form')))
      onRule(now);
  });
  const extensions = [
    ...basics(label),
    packSupport(),
    expressionColours(),
    packCompletion(known),
    packHover(known, valueOf),
    moved,
  ];
  const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  const written = (): string => view.state.doc.toString();
  return {
    text: written,
    apply: ({ from, to, insert }, madeFor) => {
      if (written() !== madeFor) return false;
      // What is put in begins behind the line break and the indent that it stands on.
      const lead = insert.search(/\S/);
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + Math.max(0, lead) },
        scrollIntoView: true,
        userEvent: 'input.form',
      });
      return true;
    },
    replace: (next) =>
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, userEvent: 'input.replace' }),
    undo: () => void undo(view),
    redo: () => void redo(view),
    show: (diagnostics, foundIn, said) => {
      if (written() !== foundIn || (diagnostics.length === 0 && marked === 0)) return;
      marked = diagnostics.length;
      view.dispatch(setDiagnostics(view.state, diagnostics.map(shown(view.state.doc.length, said))));
    },
    reveal: ({ from, to }, chosen = false) => {
      const end = view.state.doc.length;
      const anchor = Math.min(from, end);
      view.dispatch({
        selection: { anchor, head: Math.min(to, end, view.state.doc.lineAt(anchor).to) },
        effects: EditorView.scrollIntoView(anchor, { y: 'start', yMargin: 40 }),
        ...(chosen ? { userEvent: 'select.form' } : {}),
      });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function basics(label: string): Extension[] {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    // Tab goes on leaving the editor, as everywhere on the page: nobody is caught in it.
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
  ];
}

/** A sentence of the engine in the reader's language. */
type Said = (sentence: string) => string;

function shown(length: number, said: Said): (diagnostic: Diagnostic) => Shown {
  return ({ from, to, severity, message, hint }) => ({
    from: Math.min(from, length),
    to: Math.min(Math.max(from, to), length),
    severity,
    message: hint === '' ? said(message) : `${said(message)} – ${said(hint)}`,
  });
}

/** So far up the rule that the cursor is in is looked for: further than the longest rule. */
const LINES_UP = 60;

/** What the cursor is in: the id that is written nearest above it, or `fields.` and the name of a field; null for neither. */
export function ruleAt({ doc, selection }: EditorState): string | null {
  const at = doc.lineAt(selection.main.head).number;
  let outermost = { indent: Number.POSITIVE_INFINITY, name: '' };
  for (let n = at; n > Math.max(0, at - LINES_UP); n--) {
    const { text } = doc.line(n);
    const found = /^(?:\s+|\s*-\s+|\s*\{\s*)+["']?id["']?:\s*["']?([a-z][a-z0-9-]*)/.exec(text);
    if (found) return found[1] ?? null;
    // A key of the pack itself: no rule's lines lie above it.
    if (/^[\w"']/.test(text))
      return /^["']?fields\b/.test(text) && outermost.name !== '' ? `fields.${outermost.name}` : null;
    const [, lead = '', name = ''] = /^(\s+)["']?([A-Za-z][\w.]*)["']?:/.exec(text) ?? [];
    if (name !== '' && lead.length < outermost.indent) outermost = { indent: lead.length, name };
  }
  return null;
}
