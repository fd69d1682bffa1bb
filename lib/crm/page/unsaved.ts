import type { ReadPlan } from '@/lib/crm/adapter-schema';
import { findIn } from './find';
import { valueOf } from './text';

/** What the person changed in the CRM's own form. */
export type Edits = {
  /** Whether a control holds something else than when it was entered. */
  changed: (element: Element) => boolean;
  /** Takes what the controls hold now as stored. */
  forget: () => void;
  /** Whether the CRM's word that all is stored was on screen at the last look. */
  settled: boolean;
};

/** Remembers what each control held when it was entered, until aborted: a form shows no difference between stored and typed. */
export function watchEdits(document: Document, signal: AbortSignal): Edits {
  let before = new WeakMap<Element, string | null>();
  const enter = (control: unknown): void => {
    if (control instanceof Element && !before.has(control)) before.set(control, valueOf(control, 'value'));
  };
  document.addEventListener('focusin', (event) => enter(event.composedPath()[0]), {
    capture: true,
    passive: true,
    signal,
  });
  return {
    changed: (element) => before.has(element) && before.get(element) !== valueOf(element, 'value'),
    forget: () => {
      before = new WeakMap();
      enter(document.activeElement);
    },
    settled: false,
  };
}

/** The fields with unsaved edits; empty when the form says that there are some, and none of them is known; absent: none. */
export function unsavedFields(
  { marker, settled }: NonNullable<ReadPlan['unsaved']>,
  roots: readonly ParentNode[],
  changed: string[],
  edits: Edits,
): string[] | undefined {
  const isSettled = settled !== undefined && isShown(roots, settled);
  const justSettled = isSettled && !edits.settled;
  edits.settled = isSettled;
  const clean = marker === undefined ? justSettled : !isShown(roots, marker);
  if (clean) {
    if (changed.length > 0) edits.forget();
    return undefined;
  }
  return marker !== undefined || changed.length > 0 ? changed : undefined;
}

function isShown(roots: readonly ParentNode[], css: string): boolean {
  return findIn(roots, css).some((element) => element.checkVisibility({ visibilityProperty: true }));
}
