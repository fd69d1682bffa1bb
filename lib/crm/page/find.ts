/** The roots to search below an element: itself and, when deep, every open shadow root inside it. */
export function rootsOf(start: ParentNode, deep: boolean): ParentNode[] {
  const roots: ParentNode[] = [start];
  if (!deep) return roots;
  if (start instanceof Element && start.shadowRoot) roots.push(start.shadowRoot);
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      // Only custom elements and a few plain ones can hold a shadow root; the name test skips most of a page.
      if (element.localName.includes('-') && element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return roots;
}

/** All elements matching one selector below the roots, in tree order per root. */
export function findIn(roots: readonly ParentNode[], css: string): Element[] {
  if (roots.length === 1 && roots[0]) return [...roots[0].querySelectorAll(css)];
  return roots.flatMap((root) => [...root.querySelectorAll(css)]);
}

/** Follows a `>>>` path: each step searches inside what the step before found, through shadow roots when deep. */
export function findPath(roots: readonly ParentNode[], path: string, deep: boolean): Element[] {
  const [first = '', ...rest] = path.split('>>>').map((step) => step.trim());
  let found = findIn(roots, first);
  for (const step of rest) {
    found = found.flatMap((element) => (deep ? findBelow(element, step) : [...element.querySelectorAll(step)]));
  }
  return found;
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
