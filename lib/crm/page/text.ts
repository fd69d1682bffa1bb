import type { ValueKind } from '@/lib/crm/adapter-schema';

// Buttons and their spoken labels stand beside values ("Change owner"), and are none.
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'SVG', 'NOSCRIPT', 'BUTTON']);
/** Longer texts are cut before they leave the page: the receiver refuses them whole. */
const MAX_TEXT = 10_000;

/** The text a person sees in an element: through slots and open shadow roots, white space folded. */
export function shownText(element: Element): string {
  const parts: string[] = [];
  const inner = innerNodes(element);
  for (const node of inner) collect(node, parts); // the element itself may be a button: its text was asked for
  return fold(parts.join(''));
}

/** White space folded, non-breaking space included; cut to the length the reading allows. */
export function fold(text: string): string {
  return text
    .slice(0, MAX_TEXT * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TEXT);
}

function collect(node: Node, parts: string[]): void {
  if (node instanceof Text) parts.push(node.data);
  if (!(node instanceof Element) || SKIPPED.has(node.tagName.toUpperCase())) return;
  const block = isBlock(node);
  if (block) parts.push(' ');
  for (const child of innerNodes(node)) collect(child, parts);
  if (block) parts.push(' ');
}

function innerNodes(element: Element): Iterable<Node> {
  return element instanceof HTMLSlotElement ? slotted(element) : (element.shadowRoot ?? element).childNodes;
}

function slotted(slot: HTMLSlotElement): readonly Node[] {
  const assigned = slot.assignedNodes();
  return assigned.length > 0 ? assigned : [...slot.childNodes];
}

// By tag, not by computed style: asking the style of every element would force a layout on the host page.
function isBlock(element: Element): boolean {
  return /^(?:P|DIV|LI|TR|TD|BR|H[1-6]|SECTION|ARTICLE|DD|DT)$/.test(element.tagName);
}

/** What an element holds, by kind; null when it holds no such thing. */
export function valueOf(element: Element, kind: ValueKind): string | null {
  if (kind.startsWith('@')) return element.getAttribute(kind.slice(1));
  if (kind === 'checked') return element instanceof HTMLInputElement ? String(element.checked) : null;
  if (kind === 'value') return controlValue(element);
  return shownText(element);
}

function controlValue(element: Element): string | null {
  if (element instanceof HTMLSelectElement) return fold(element.selectedOptions[0]?.textContent ?? '');
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return fold(element.value);
  return element.getAttribute('data-value') ?? shownText(element);
}

/** A label as people read it: markers (`*`, `:`, `?`) and case aside. */
export function normalLabel(text: string): string {
  return fold(text)
    .replace(/^[*\s]+|[*:?\s]+$/g, '')
    .toLowerCase();
}
