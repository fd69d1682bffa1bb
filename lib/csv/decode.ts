export type Decoded = { text: string; encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' };

/** The text of an export: by its byte order mark, else UTF-8 when it is that, else UTF-16 or Windows-1252 by how it looks. */
export function decode(bytes: Uint8Array, asked?: string): Decoded {
  if (asked !== undefined) return { text: new TextDecoder(asked).decode(bytes), encoding: nameOf(asked) };
  const [a = 0, b = 0] = bytes;
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  const wide = zeroSide(bytes.subarray(0, 4_000));
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // Not UTF-8: what Windows programs write in western Europe and America.
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

/** UTF-16 without a mark has a zero in nearly every other byte of western text. */
function zeroSide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.floor(bytes.length / 2);
  if (pairs < 4) return null;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs * 2; i++) if (bytes[i] === 0) [even, odd] = i % 2 === 0 ? [even + 1, odd] : [even, odd + 1];
  if (odd > 0.7 * pairs && even < 0.1 * pairs) return 'utf-16le';
  return even > 0.7 * pairs && odd < 0.1 * pairs ? 'utf-16be' : null;
}

function nameOf(asked: string): Decoded['encoding'] {
  if (/^utf-?8$/i.test(asked)) return 'UTF-8';
  return /^utf-?16/i.test(asked) ? 'UTF-16' : 'Windows-1252';
}
