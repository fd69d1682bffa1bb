import { AttributeAction, isTraversal, parse, SelectorType, type Selector } from 'css-what';

/** A name as CSS has it, without escapes. */
const NAME = /^(?:--|-?[a-z_\u{80}-\u{10ffff}])[\w\u{80}-\u{10ffff}-]*$/iu;
const NTH = /^\s*(?:even|odd|[+-]?\d+|[+-]?\d*n(?:\s*[+-]\s*\d+)?)\s*$/i;

/** Pseudo-classes that browsers know and that can say something of an element on a page, by what they are given. */
const PLAIN: ReadonlySet<string> = new Set(
  `root empty first-child last-child only-child first-of-type last-of-type only-of-type checked disabled enabled focus focus-within
  focus-visible hover active required optional read-only read-write placeholder-shown indeterminate default valid invalid in-range
  out-of-range link any-link visited target defined scope open modal popover-open fullscreen autofill`.split(/\s+/),
);
const WITH_SELECTORS: ReadonlySet<string> = new Set(['is', 'where', 'not', 'has']);
const WITH_NTH: ReadonlySet<string> = new Set(['nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type']);

/**
 * Whether each step of an adapter's selector (`>>>` between them, `{name}` for a value) is one that browsers take. For contexts
 * without a DOM, such as the background; stricter than a browser where a selector could find nothing, or is left open at its end.
 */
export function isSelector(path: string): boolean {
  return path.split('>>>').every((step) => isStep(step.trim().replaceAll(/\{\w+\}/g, 'x')));
}

function isStep(css: string): boolean {
  try {
    return hasPlainValues(css) && isList(parse(css), false, css.includes('\\'));
  } catch {
    return false;
  }
}

/** The parser takes `[data-id=7]`, no browser does: what is not a name must be quoted. */
function hasPlainValues(css: string): boolean {
  const bare = css.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""');
  return [...bare.matchAll(/\[[^\]]*?=\s*([^\s\]"]+)/g)].every(
    ([, value = '']) => value.includes('\\') || NAME.test(value),
  );
}

/** `escaped`: names may hold any character. `relative`: may begin with a combinator, as inside `:has`. */
function isList(list: readonly (readonly Selector[])[], relative: boolean, escaped: boolean): boolean {
  return list.length > 0 && list.every((one) => isCompound(one, relative, escaped));
}

function isCompound(tokens: readonly Selector[], relative: boolean, escaped: boolean): boolean {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || isTraversal(last) || (isTraversal(first) && !relative)) return false;
  return tokens.every((token, at) => {
    const before = tokens[at - 1];
    const leads = before === undefined || isTraversal(before);
    return isToken(token, leads, escaped);
  });
}

function isToken(token: Selector, leads: boolean, escaped: boolean): boolean {
  const isName = (name: string): boolean => escaped || NAME.test(name);
  switch (token.type) {
    case SelectorType.Tag:
      return leads && isName(token.name) && isNamespace(token.namespace);
    case SelectorType.Universal:
      return leads && isNamespace(token.namespace);
    case SelectorType.Attribute:
      // `.name` and `#name` are told from `[class~=…]` and `[id=…]` by how they treat case.
      return (
        token.action !== AttributeAction.Not &&
        isName(token.name) &&
        isNamespace(token.namespace) &&
        (token.ignoreCase !== 'quirks' || isName(token.value))
      );
    case SelectorType.Pseudo:
      return isPseudo(token.name, token.data, escaped);
    case SelectorType.PseudoElement: // finds no element
    case SelectorType.Parent:
    case SelectorType.ColumnCombinator:
      return false;
    case SelectorType.Adjacent:
    case SelectorType.Child:
    case SelectorType.Descendant:
    case SelectorType.Sibling:
      return true;
  }
}

function isPseudo(name: string, data: string | readonly (readonly Selector[])[] | null, escaped: boolean): boolean {
  if (data === null) return PLAIN.has(name);
  if (typeof data !== 'string') return WITH_SELECTORS.has(name) && isList(data, name === 'has', escaped);
  if (WITH_NTH.has(name)) return NTH.test(data);
  return (name === 'lang' || name === 'dir') && NAME.test(data.trim());
}

/** A prefix that no style sheet declares is none. */
function isNamespace(namespace: string | null): boolean {
  return namespace === null || namespace === '*';
}
