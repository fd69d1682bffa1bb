/** A cell of a file for spreadsheets: what one would run as a formula is made plain text by an apostrophe; line breaks would end the row. */
export function cell(text: string): string {
  const flat = text.replaceAll(/[\r\n\t]+/g, ' ');
  const plain = /^\s*[=+\-@]/.test(flat) ? `'${flat}` : flat;
  return `"${plain.replaceAll('"', '""')}"`;
}
