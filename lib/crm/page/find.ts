/** The roots to search below an element: itself and, when deep, every open shadow root inside it. */
export function rootsOf(start: ParentNode, deep: boolean): ParentNode[] {
  return [...eachRoot(start, deep)];
}

/** Whether a path finds anything; looks no further than the first root that holds it. */
export function holds(start: ParentNode, path: string, deep: boolean): boolean {
  for (const root of eachRoot(start, deep)) if (findPath([root], path, deep).length > 0) return true;
  return false;
}

function* eachRoot(start: ParentNode, deep: boolean): Generator<ParentNode> {
  yield start;
  if (!deep) return;
  const roots: ParentNode[] = [start];
  if (start instanceof Element && start.shadowRoot) {
    roots.push(start.shadowRoot);
    yield start.shadowRoot;
  }
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      // Only custom elements and a few plain ones can hold a shadow root; the name test skips most of a page.
      if (!element.localName.includes('-') || !element.shadowRoot) continue;
      roots.push(element.shadowRoot);
      yield element.shadowRoot;
    }
  }
}

/** All elements matching one selector below the roots, in tree order per root. */
export function findIn(roots: readonly ParentNode[], css: string): Element[] {
  if (roots.length === 1 && roots[0]) return [...roots[0].querySelectorAll(css)];
  return roots.flatMap((root) => [...root.querySelectorAll(css)]);
}

/** How the elements of a path's first step are found. */
export type Find = (css: string) => Element[];

/** Follows a `>>>` path: each step searches inside what the step before found, through shadow roots when deep. */
export function findPath(roots: readonly ParentNode[], path: string, deep: boolean): Element[] {
  return followPath((css) => findIn(roots, css), path, deep);
}

/** The same, with the first step found in another way. */
export function followPath(find: Find, path: string, deep: boolean): Element[] {
  const [first = '', ...rest] = path.split('>>>').map((step) => step.trim());
  let found = find(first);
  for (const step of rest) {
    found = found.flatMap((element) => (deep ? findBelow(element, step) : [...element.querySelectorAll(step)]));
  }
  return found;
}

/**
 * Finds as `findIn` does, having gone through each root only once, for all the selectors together: a page may hold a thousand
 * shadow roots and ten thousand elements, and a plan a hundred selectors. What differs only in an attribute's value is gathered by
 * the attribute's name, so that most elements are tested once. A selector that is none throws when it is asked for itself.
 */
export function findAmong(roots: readonly ParentNode[], selectors: readonly string[]): Find {
  const gathered = new Map<string, string>();
  for (const css of selectors) {
    const name = PLAIN.exec(css)?.[1];
    if (name !== undefined) gathered.set(css, `[${name}]`);
    else if (roots.length >= MANY_ROOTS && isSelector(css)) gathered.set(css, css);
  }
  const candidates = gathered.size === 0 ? [] : findIn(roots, [...new Set(gathered.values())].join(','));
  return (css) => (gathered.has(css) ? candidates.filter((element) => element.matches(css)) : findIn(roots, css));
}

/** One attribute, which most adapters find most fields by. */
const PLAIN = /^[\w-]*\[([\w-]+)[\^$*~|]?=(?:"[^"\\]*"|'[^'\\]*'|[a-z_][\w-]*)\]$/i;

/** Below this, asking the roots one by one costs less than gathering by selectors of any kind. */
const MANY_ROOTS = 8;

/** Whether it can stand in a list with others: the browser closes by itself what a selector leaves open at its end. */
function isSelector(css: string): boolean {
  const bare = css.replace(/"[^"]*"|'[^']*'/g, '');
  const count = (mark: string): number => bare.split(mark).length;
  if (/\\|\/\*/.test(bare) || count('(') !== count(')') || count('[') !== count(']')) return false;
  try {
    new DocumentFragment().querySelector(css);
    return true;
  } catch {
    return false;
  }
}

/** Everything a person sees inside an element: its tree, open shadow roots, and what is slotted into them from outside. */
function findBelow(element: Element, css: string): Element[] {
  const found: Element[] = [];
  const roots: ParentNode[] = element.shadowRoot ? [element, element.shadowRoot] : [element];
  for (const root of roots) {
    for (const inner of root.querySelectorAll('*')) {
      if (inner.matches(css)) found.push(inner);
      if (inner.shadowRoot) roots.push(inner.shadowRoot);
      if (!(inner instanceof HTMLSlotElement)) continue;
      for (const slotted of inner.assignedElements()) {
        if (slotted.matches(css)) found.push(slotted);
        roots.push(slotted);
        if (slotted.shadowRoot) roots.push(slotted.shadowRoot);
      }
    }
  }
  return [...new Set(found)];
}

/** The visible ones where any is visible: frameworks keep hidden twins of labels and inputs. */
export function preferVisible(elements: readonly Element[]): readonly Element[] {
  if (elements.length < 2) return elements;
  const visible = elements.filter((element) => element.checkVisibility());
  return visible.length > 0 ? visible : elements;
}
