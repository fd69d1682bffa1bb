import { parentOf } from '@/lib/crm/page/describe';

/** A place beside a field, in CSS pixels of the window. */
export type Spot = { x: number; y: number };

const SIZE = 24;
const BESIDE = 2;

/**
 * Where the mark of an element goes; null while the element is not to be seen: scrolled away, hidden, or covered. `own` holds the
 * marks themselves: they lie over a small field, and would hide it from themselves every other time.
 */
export function spotBeside(element: Element, own: Element): Spot | null {
  if (!element.isConnected || !element.checkVisibility({ visibilityProperty: true })) return null;
  const box = boxOf(element);
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  const middle = { x: box.left + Math.min(box.width, 20) / 2, y: box.top + Math.min(box.height, 20) / 2 };
  if (middle.x < 0 || middle.y < 0 || middle.x > clientWidth || middle.y > clientHeight) return null;
  // A control may begin with a button of its own, such as the one that opens what it names.
  const centre = { x: box.left + box.width / 2, y: middle.y };
  if (!isOnTop(element, middle, own) && !(isControl(element) && isOnTop(element, centre, own))) return null;
  // A control ends with its own button: its mark sits on the corner. A text has room behind it.
  const corner = isControl(element) || box.right + BESIDE + SIZE > clientWidth;
  const end = Math.min(box.right, clientWidth);
  // Where the end lies under something else, such as our own panel, the start has to do.
  const edge = isOnTop(element, { x: end - 4, y: middle.y }, own) ? end : box.left;
  const x = corner ? Math.max(0, edge - SIZE / 2) : box.right + BESIDE;
  const y = corner ? box.top - SIZE / 2 : box.top + Math.min(box.height, SIZE) / 2 - SIZE / 2;
  return { x: Math.min(x, clientWidth - SIZE), y: Math.max(0, y) };
}

/** As wide as what is written in it: the element itself may fill the line. */
function boxOf(element: Element): DOMRect {
  const whole = element.getBoundingClientRect();
  if (isControl(element) || element.childNodes.length === 0) return whole;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const written = range.getBoundingClientRect();
  return written.width > 0 && written.height > 0 ? written : whole;
}

export function isControl(element: Element): boolean {
  return element.matches('input, textarea, select, [role=combobox], [contenteditable=true]');
}

/** Whether our own panel lies over the beginning or the middle of an element. */
export function isUnderPanel(element: Element): boolean {
  const { left, top, width, height } = boxOf(element);
  const document = element.ownerDocument;
  return [Math.min(width, 20) / 2, width / 2].some((x) => {
    const hit = document.elementFromPoint(left + x, top + height / 2);
    // The panel's frame hangs on the root element, and nothing of it is to be seen from outside.
    return (
      hit instanceof HTMLElement && hit.parentElement === document.documentElement && hit.style.contain === 'strict'
    );
  });
}

/** Whether a click on that place would come to the element, or to something inside or around it. */
function isOnTop(element: Element, { x, y }: Spot, own: Element): boolean {
  const root = element.getRootNode() as Document | ShadowRoot; // it is connected
  const hit = root.elementsFromPoint(x, y).find((each) => each !== own);
  return hit !== undefined && (isWithin(hit, element) || isWithin(element, hit));
}

/** Also through shadow roots. */
function isWithin(inner: Element, outer: Element): boolean {
  for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** A control that is read while another beside it is shown, as number inputs are behind their formatted text: that other one. */
export function shownPart(element: Element): Element {
  if (!isControl(element) || element.checkVisibility()) return element;
  const beside = [...(element.parentElement?.children ?? [])].filter(
    (each) => isControl(each) && each.checkVisibility(),
  );
  return beside.length === 1 && beside[0] ? beside[0] : element;
}

/** What takes the focus for a field: the element itself, or the first control inside it; null for a mere text. */
export function focusable(element: Element): HTMLElement | null {
  const CONTROLS = 'input:not([type=hidden]), textarea, select, button, a[href], [tabindex]:not([tabindex="-1"])';
  if (element instanceof HTMLElement && element.matches(CONTROLS)) return element;
  return [...element.querySelectorAll<HTMLElement>(CONTROLS)].find((each) => each.checkVisibility()) ?? null;
}
