import { HighlightStyle, LanguageSupport, syntaxHighlighting, type StringStream } from '@codemirror/language';
import { yamlLanguage } from '@codemirror/lang-yaml';
import type { Extension } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { tags } from '@lezer/highlight';
import { EXPRESSION_KEYS } from '@/lib/studio/words';

const ROOTS = new Set(['deal', 'facts', 'stage', 'contacts', 'activities', 'products', 'changes', 'team', 'now']);

/** The expression language, token by token: enough to see what is a text, a name, a function. `quote`: of the text one is in. */
export function expressionToken(stream: StringStream, state: { quote: string }): string | null {
  if (state.quote !== '') return text(stream, state);
  if (stream.eatSpace()) return null;
  const c = stream.peek() ?? '';
  if (c === '"' || c === "'") {
    stream.next();
    state.quote = c;
    return text(stream, state);
  }
  if (stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return 'number';
  const name = stream.match(/^[A-Za-z_]\w*/);
  if (name && name !== true) return wordKind(name[0], stream);
  if (stream.match(/^(?:&&|\|\||[<>=!]=?|[-+*/%?:])/)) return 'operator';
  stream.next();
  return 'punctuation';
}

function wordKind(name: string, stream: StringStream): string {
  if (['true', 'false', 'null'].includes(name)) return 'bool';
  if (name === 'in') return 'keyword';
  if (stream.match(/^\s*\(/, false)) return 'called';
  const before = stream.string.charAt(stream.start - 1);
  return before !== '.' && ROOTS.has(name) ? 'root' : 'variableName';
}

/** A text to its end, or to that of the line; inside quotes of YAML its own are written with a backslash. */
function text(stream: StringStream, state: { quote: string }): string {
  while (!stream.eol()) {
    const c = stream.next();
    if (c === '\\') {
      if (stream.peek() === state.quote && stream.string.charAt(stream.start) === state.quote) stream.next();
      else if (stream.next() === state.quote) break;
    } else if (c === state.quote) break;
  }
  state.quote = '';
  return 'string';
}

const VALUES = new Set(['Literal', 'QuotedLiteral', 'BlockLiteralContent']);

/** The key that a value of YAML stands under, if that asks for an expression. */
export function expressionKey(node: SyntaxNode, read: (from: number, to: number) => string): string | null {
  if (!VALUES.has(node.name)) return null;
  const holder = node.name === 'BlockLiteralContent' ? node.parent : node;
  const pair = holder?.parent;
  const key = pair?.name === 'Pair' ? pair.firstChild : null;
  if (key?.name !== 'Key') return null;
  const name = read(key.from, key.to).replace(/^["']|["']$/g, '');
  return EXPRESSION_KEYS.has(name) ? name : null;
}

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
  { tag: [tags.string, tags.content, tags.special(tags.string)], color: 'var(--ink)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool], color: 'var(--warn)' },
  { tag: tags.keyword, color: 'var(--warn)', fontWeight: '600' },
  { tag: [tags.operator, tags.punctuation, tags.separator], color: 'var(--muted)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

/** YAML of packs, with the expressions in it. */
export function packSupport(): Extension {
  return [new LanguageSupport(yamlLanguage), syntaxHighlighting(colours)];
}
