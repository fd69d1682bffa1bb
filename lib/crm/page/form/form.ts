import type { PageWrite, WriteTarget } from '@/lib/crm/adapter-write-schema';
import type { FormTask } from '@/lib/crm/write/form-messages';
import { findPath, followPath, preferVisible, rootsOf } from '@/lib/crm/page/find';
import { openPane } from '@/lib/crm/page/read';
import type { Everywhere } from './set-control';

/** A control that is on the page, with the target that found it. */
export type Control = { element: HTMLElement; target: WriteTarget };

/** The open record's form, looked for anew each time: frameworks replace what they show. */
export type Form = {
  recipe: PageWrite;
  /** The pane of the record; null while it is not on screen. */
  pane: () => ParentNode | null;
  /** Whether the form is there and can be filled in. */
  isReady: () => boolean;
  /** What a selector shows: inside the form, else the pane, else the document. */
  visible: (css: string) => HTMLElement[];
  /** What a selector shows inside an element. */
  inside: (element: Element, css: string) => HTMLElement[];
  control: (targets: readonly WriteTarget[]) => Control | null;
  everywhere: Everywhere;
};

/** The form of one record, by its recipe. */
export function findForm({ plan, recipe, recordId }: FormTask, document: Document): Form {
  const deep = plan.deep === true;
  const named = (css: string): string => css.replaceAll('{id}', CSS.escape(recordId));
  const pane = (): ParentNode | null => openPane(plan, document, recordId);
  const formRoot = (): ParentNode | null => {
    if (recipe.form === undefined) return pane();
    return shownIn(rootsOf(document, deep), named(recipe.form), deep).at(-1) ?? null;
  };
  const below = (root: ParentNode | null, css: string): HTMLElement[] =>
    root === null ? [] : shownIn(rootsOf(root, deep), named(css), deep);
  const visible = (css: string): HTMLElement[] => {
    for (const root of [formRoot(), pane(), document]) {
      const found = below(root, css);
      if (found.length > 0) return found;
    }
    return [];
  };
  return {
    recipe,
    pane,
    isReady: () => below(formRoot(), recipe.ready).length > 0,
    visible,
    inside: (element, css) => seen(followPath(() => [element], `* >>> ${css}`, deep)),
    control: (targets) => {
      for (const target of targets) {
        const [element] = below(formRoot(), target.css);
        if (element) return { element, target };
      }
      return null;
    },
    everywhere: { roots: () => rootsOf(document, deep), deep },
  };
}

/** Only what is visible: frameworks keep hidden twins of controls and buttons. */
function shownIn(roots: readonly ParentNode[], css: string, deep: boolean): HTMLElement[] {
  return seen(findPath(roots, css, deep));
}

function seen(elements: Element[]): HTMLElement[] {
  return preferVisible(elements).filter(
    (element): element is HTMLElement => element instanceof HTMLElement && element.checkVisibility(),
  );
}
