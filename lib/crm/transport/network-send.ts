import type { Send } from '@/lib/crm/api/types';
import { MOST_BYTES, TIME_LIMIT_MS } from './tab-send';

/** Calls a CRM's API host from the background: no cookies, no referrer, no cache; a redirect to a sign-in page stays visible as such. */
export const networkSend: Send = async (request, signal) => {
  const { method, headers, body } = request;
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  const response = await fetch(request.url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await cappedText(response),
    url: response.url,
  };
};

/** What an answer's bytes are gathered in, one after the other: a part of its own for each piece is garbage that stays long. */
let spare: ArrayBuffer | null = null;
const FIRST_SIZE = 64_000;
/** A larger one is let go, so that one huge answer does not cost its size for good. */
const KEPT_SIZE = 1_100_000;

async function cappedText({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader = body.getReader({ mode: 'byob' });
  let buffer = spare ?? new ArrayBuffer(FIRST_SIZE);
  spare = null; // answers that come at the same time have one each
  let size = 0;
  for (;;) {
    if (size === buffer.byteLength) buffer = grown(buffer);
    const { value, done } = await reader.read(new Uint8Array(buffer, size));
    if (value) buffer = value.buffer;
    if (done || !value) break;
    size += value.length;
    if (size > MOST_BYTES) throw await tooLarge(reader);
  }
  const text = new TextDecoder().decode(new Uint8Array(buffer, 0, size));
  if (buffer.byteLength <= KEPT_SIZE) spare = buffer;
  return text;
}

function grown(buffer: ArrayBuffer): ArrayBuffer {
  const larger = new Uint8Array(buffer.byteLength * 2);
  larger.set(new Uint8Array(buffer));
  return larger.buffer;
}

async function tooLarge(reader: ReadableStreamBYOBReader): Promise<Error> {
  const error = new Error('the answer is too large');
  await reader.cancel(error);
  return error;
}
