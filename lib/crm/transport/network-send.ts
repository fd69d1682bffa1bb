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

async function cappedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error('the answer is too large');
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
