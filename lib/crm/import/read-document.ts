import type { AdapterError } from './adapter-error';

const MAX_CHARACTERS = 262_144;
const MAX_DEPTH = 16;
const MAX_VALUES = 20_000;
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads the text of an adapter file into plain JSON, or says why it is none. Nothing of the content is believed yet. */
export function readDocument(text: string): { ok: true; document: unknown } | { ok: false; errors: AdapterError[] } {
  if (text.length > MAX_CHARACTERS) {
    return refuse('', `The file is too large: ${MAX_CHARACTERS / 1024} kB is the limit for an adapter.`);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('', `This is not a JSON document: ${reason}.`, 'look for a missing comma, quote or bracket');
  }
  const shape = shapeError(document);
  return shape ? { ok: false, errors: [shape] } : { ok: true, document };
}

/** Walks without recursion, so that no depth of nesting can exhaust the stack. */
function shapeError(document: unknown): AdapterError | null {
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value: document, path: '', depth: 0 }];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    const { value, path, depth } = waiting.pop() ?? { value: null, path: '', depth: 0 };
    if (seen > MAX_VALUES) return { path: '', message: `more than ${MAX_VALUES} values: too large for an adapter` };
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return { path, message: `nested deeper than ${MAX_DEPTH} levels` };
    for (const [key, inner] of Object.entries(value)) {
      const at = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      if (RESERVED.has(key)) return { path: at, message: `"${key}" may not be a key`, text: key };
      waiting.push({ value: inner, path: at, depth: depth + 1 });
    }
  }
  return null;
}

function refuse(path: string, message: string, hint?: string): { ok: false; errors: AdapterError[] } {
  return { ok: false, errors: [{ path, message, ...(hint === undefined ? {} : { hint }) }] };
}
