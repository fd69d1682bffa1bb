import type { Picked, PickedLabel, PickedNode } from '@/lib/crm/pick/picked';
import { normalLabel, shownText, valueOf } from './text';

const LEVELS = 12;
const MAX_TEXT = 200;
const MAX_ATTRIBUTE = 200;
/** A label further away than this belongs to something else. */
const LABEL_LEVELS = 4;

/** Describes an element and what it lies in, through open shadow roots, as plain data. */
export function describe(element: Element): Picked {
  const chain: PickedNode[] = [];
  for (let at: Element | null = element; at && chain.length < LEVELS; at = parentOf(at)) chain.push(node(at));
  return { chain, label: labelOf(element), url: element.ownerDocument.location.href };
}

function node(element: Element): PickedNode {
  const attributes = [...element.attributes].slice(0, 40);
  return {
    tag: element.localName,
    attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value.slice(0, MAX_ATTRIBUTE)])),
    text: textOf(element),
    shadow: element.shadowRoot !== null,
    ...(element.matches('td, th, [role=cell], [role=gridcell]') ? { place: placeOf(element) } : {}),
  };
}

function placeOf(element: Element): number {
  return [...(element.parentElement?.children ?? [])].indexOf(element) + 1;
}

function textOf(element: Element): string {
  const isControl = element.matches('input, textarea, select');
  return (isControl ? (valueOf(element, 'value') ?? '') : shownText(element)).slice(0, MAX_TEXT);
}

/** The element around, also out of a shadow root. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function labelOf(element: Element): PickedLabel | null {
  return labelFor(element) ?? labelBeside(element);
}

/** A control says itself which label is its own. */
function labelFor(element: Element): PickedLabel | null {
  const labels = 'labels' in element ? (element as HTMLInputElement).labels : null;
  const label = labels?.[0];
  if (!label || label.contains(element)) return null;
  return label.htmlFor === '' ? null : { text: clean(label), to: 'for', label: node(label) };
}

/** Else the text right before the value, or before what the value lies in. */
function labelBeside(element: Element): PickedLabel | null {
  let at: Element | null = element;
  const { body } = element.ownerDocument;
  for (let level = 0; at && at !== body && level < LABEL_LEVELS; level += 1) {
    const before: Element | null = at.previousElementSibling;
    const text = before ? clean(before) : '';
    if (before && text !== '' && text.length <= 80 && !before.matches('input, textarea, select, button')) {
      return level === 0 ? next(before, text) : within(before, text, at, element);
    }
    at = parentOf(at);
  }
  return null;
}

function next(label: Element, text: string): PickedLabel {
  return { text, to: 'next', label: node(label) };
}

/** The label stands beside a wrapper: `next` finds the wrapper, whose text is the value unless it holds more. */
function within(label: Element, text: string, wrapper: Element, element: Element): PickedLabel {
  if (textOf(wrapper) === textOf(element)) return next(label, text);
  const around = parentOf(wrapper);
  if (!around) return next(label, text);
  return { text, to: 'within', label: node(label), around: node(around), value: node(element) };
}

function clean(label: Element): string {
  const text = shownText(label);
  const plain = text.replace(/^[*\s]+|[*:?\s]+$/g, '');
  return normalLabel(plain) === '' ? '' : plain;
}
