import { refused, taken, type Outcome } from './signed/refusal';

/** What came for an address; `date` is the server's own, ms. */
export type Answer =
  | { status: 304; date: number | null }
  | { status: 200; text: string; etag: string | null; date: number | null };

type Ask = {
  url: URL;
  etag: string | null;
  /** bytes after unpacking */
  limit: number;
  timeoutMs?: number;
};

const TIME_LIMIT_MS = 20_000;

/**
 * Asks for a file and takes no more of it than the limit. Nothing is told but the address and the ETag: no cookies, no referrer,
 * no cache of the browser's. A redirect is not followed, wherever it leads.
 */
export async function boundedGet(fetchIt: typeof fetch, ask: Ask): Promise<Outcome<Answer>> {
  const { url, etag, timeoutMs = TIME_LIMIT_MS } = ask;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const response = await fetchIt(url, {
      headers: etag === null ? {} : { 'If-None-Match': etag },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      cache: 'no-store',
      signal: stop.signal,
    });
    return await answerOf(response, ask);
  } catch {
    return stop.signal.aborted
      ? refused('transport', `${url.host} did not answer within ${timeoutMs / 1000} seconds.`)
      : refused('transport', `${url.host} could not be reached, or stopped in the middle of its answer.`);
  } finally {
    clearTimeout(timer);
    stop.abort(); // a body that was refused is not read on
  }
}

async function answerOf(response: Response, { url, etag, limit }: Ask): Promise<Outcome<Answer>> {
  const date = Date.parse(response.headers.get('date') ?? '');
  const told = Number.isNaN(date) ? null : date;
  if (
    response.type === 'opaqueredirect' ||
    (response.status >= 300 && response.status < 400 && response.status !== 304)
  )
    return refused('transport', `${url.host} sends this request elsewhere; give the final address.`);
  if (response.status === 304) {
    if (etag === null) return refused('transport', `${url.host} says that nothing changed, and was not asked that.`);
    return taken({ status: 304, date: told });
  }
  if (response.status !== 200) return refused('transport', `${url.host} answered ${response.status}.`);
  if (/html/i.test(response.headers.get('content-type') ?? ''))
    return refused('unreadable', 'The answer is a web page and no channel: perhaps the network wants a sign-in first.');
  const text = await cappedText(response, limit);
  if (!text.ok) return text;
  return taken({ status: 200, text: text.value, etag: safeTag(response.headers.get('etag')), date: told });
}

/** Reads the body piece by piece, and no further than the limit: what the server says of its length proves nothing. */
async function cappedText(response: Response, limit: number): Promise<Outcome<string>> {
  const pieces: string[] = [];
  // A byte-order mark stays: what is hashed are the bytes as they came.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const reader = response.body?.getReader();
  let size = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.length;
    if (size > limit) return refused('tooLarge', `The answer is larger than ${Math.ceil(limit / 1000)} kB.`);
    const piece = decoded(decoder, part.value);
    if (piece === null) return refused('unreadable', 'The answer is no text.');
    pieces.push(piece);
  }
  const rest = decoded(decoder);
  return rest === null ? refused('unreadable', 'The answer is no text.') : taken(pieces.join('') + rest);
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string | null {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    return null;
  }
}

/** A tag that is short and can be sent back. */
function safeTag(etag: string | null): string | null {
  return etag !== null && /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(etag) ? etag : null;
}
