const MARKS = /[\u0300-\u036f]/g;

/** Whether two texts name one person: the same words in any order ("Lee, Kim"), or the same address. Short of that, no. */
export function isSamePerson(a: string, b: string): boolean {
  if (a === '' || b === '') return false; // the common case, and the cheap one
  const parts = partsOf(a);
  return parts !== '' && parts === partsOf(b);
}

function partsOf(name: string): string {
  const plain = name.normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase().trim();
  if (plain.includes('@')) return plain;
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .toSorted()
    .join(' ');
}
