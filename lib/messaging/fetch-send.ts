import type { Send } from '@/lib/store/sign-in/send';

const TIME_LIMIT_MS = 20_000;
/** A sign-in server answers a few lines. */
const MAX_ANSWER = 64_000;

/** Calls a sign-in server: no cookies, no referrer, no redirect to elsewhere. Rejects when nothing was reached. */
export const fetchSend: Send = async ({ url, headers, body }) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body,
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  return { status: answer.status, body: (await answer.text()).slice(0, MAX_ANSWER) };
};
