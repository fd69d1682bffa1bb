// Combining marks, by their block: the text is decomposed before.
const MARKS = /[\u0300-\u036f]/g;

/** A label for comparison: without case, accents, width and the number or kind of spaces. */
export function plainLabel(label: string): string {
  return label.normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
