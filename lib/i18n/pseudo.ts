import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Catalog } from './catalog';

/**
 * English made strange, to try the interface: accented where it was translated, in brackets that show what is cut off, and
 * 40 % longer, as other languages are. What stays plain English on screen was not translated.
 */
export function pseudoCatalog(catalog: Catalog): Catalog {
  return Object.fromEntries(
    Object.entries(catalog).map(([key, message]) => [
      key,
      typeof message === 'string' ? `[${strange(message)}]` : [literal('['), ...message.map(changed), literal(']')],
    ]),
  );
}

const PLAIN = 'aeiouyncsAEIOUYNCS';
const ACCENTED = 'áéïôûýñçšÀÉÎÖÛÝÑÇŠ';

function strange(text: string): string {
  const length = text.trim().length;
  const accented = text.replace(/[a-z]/gi, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
  return accented + '·'.repeat(Math.ceil(length * 0.4));
}

function literal(value: string): MessageFormatElement {
  return { type: TYPE.literal, value };
}

function changed(element: MessageFormatElement): MessageFormatElement {
  if ('options' in element) {
    const options = Object.entries(element.options).map(([name, { value }]) => [name, { value: value.map(changed) }]);
    return { ...element, options: Object.fromEntries(options) };
  }
  if ('children' in element) return { ...element, children: element.children.map(changed) };
  return element.type === TYPE.literal ? { ...element, value: strange(element.value) } : element;
}
