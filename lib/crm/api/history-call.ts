import type { ApiHistoryPlan } from '@/lib/crm/adapter-api-schema';
import type { Failure } from './answer';
import { callSteps, type Client } from './client';
import { callPage, nextPage, type PageAt } from './paging';
import { rowsAt } from './path';
import type { Variables } from './template';

/** The answers that a history is in, one a page; none: the CRM has nothing to tell. */
export type HistoryAnswers = { ok: true; contents: readonly unknown[] } | { ok: false; failure: Failure | null };

/** A history of more pages is left alone: a part of it would be taken for all of it. */
const MOST_PAGES = 50;

/** Asks for the history of one deal (`{id}`) or of several (`{ids}`), to its end. */
export async function callHistory(
  client: Client,
  { steps = [], paging, reads }: ApiHistoryPlan,
  variables: Variables,
): Promise<HistoryAnswers> {
  const [only] = steps;
  if (!paging || !only) {
    const called = await callSteps(client, steps, variables);
    if (!called.ok) return called;
    return { ok: true, contents: called.ended ? [] : [called.answers.at(-1)] };
  }
  const contents: unknown[] = [];
  let at: PageAt = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // Each page says where the next begins.
    const answer = await callPage(client, only, paging, at, variables);
    if (!answer.ok) return answer;
    const { content } = answer;
    contents.push(content);
    const from: PageAt = at;
    at =
      reads
        .map((read) => nextPage(paging, from, rowsAt(content, read.rows) ?? [], content))
        .find((next) => next !== null) ?? null;
    if (at === null || at === from) return { ok: true, contents };
  }
  return { ok: false, failure: null };
}
