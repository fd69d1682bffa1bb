import type { Send } from '@/lib/crm/api/types';
import { MOST_BYTES, TIME_LIMIT_MS } from './tab-send';

const BUFFER_BYTES = 65_536;

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

async function cappedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const part of partsOf(response.body)) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error('the answer is too large');
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** An answer's bytes, read into one buffer again and again where the browser can: a pull would else leave megabytes of them behind. */
async function* partsOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body && bufferReader(body);
  if (!reader) {
    for await (const part of body ?? []) yield part;
    return;
  }
  let buffer = new ArrayBuffer(BUFFER_BYTES);
  try {
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done || !value) return;
      yield value;
      buffer = value.buffer;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // an answer that is read to its end has nothing to cancel
  }
}

function bufferReader(body: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}
