/** One thing wrong with an adapter document: where, what, and what to write instead. */
export type AdapterError = { path: string; message: string; text?: string; hint?: string };

/** A path of keys as people write it: `route.pages[0].pattern`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
