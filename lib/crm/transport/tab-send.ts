import { browser } from 'wxt/browser';
import type { Send } from '@/lib/crm/api/types';
import { z } from '@/lib/domain/zod';
import { callFromPage } from './page-call';

export const TIME_LIMIT_MS = 20_000;
/** An answer larger than this is not read to its end. */
export const MOST_BYTES = 16_000_000;

/** What comes out of a page's process is hostile until parsed. */
const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    status: z.int().min(0).max(999),
    headers: z.record(z.string().max(200), z.string().max(8_000)),
    body: z.string().max(MOST_BYTES),
    url: z.string().max(8_000),
  }),
  z.object({ ok: z.literal(false), error: z.string().max(200) }),
]);

/** Calls the CRM from one of its own open tabs: for ways whose session or token only the page has. */
export function tabSend(tabId: number): Send {
  return async (request, signal) => {
    signal?.throwIfAborted();
    const [done] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      func: callFromPage,
      args: [request, TIME_LIMIT_MS, MOST_BYTES],
    });
    const answer = answerSchema.safeParse(done?.result);
    if (!answer.success || !answer.data.ok) throw new Error('the page could not call the CRM');
    const { status, headers, body, url } = answer.data;
    return { status, headers, body, url };
  };
}
