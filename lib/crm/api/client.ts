import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiBlock, ApiCondition, ApiStep, ApiWay } from '@/lib/crm/adapter-api-schema';
import { failure, readAnswer, type Answer, type Failure } from './answer';
import { allHold } from './condition';
import { find, findAll, rowsAt } from './path';
import { followLink, makeRequest } from './request';
import { MissingVariable, type Variables } from './template';
import type { ApiRequest, Connection, Send } from './types';
import { chooseWay } from './way';

/** One CRM account that can be called. */
export type Client = {
  adapter: Adapter;
  block: ApiBlock;
  way: ApiWay;
  connection: Connection;
  send: Send;
  signal?: AbortSignal;
};

export type Opened = { ok: true; client: Client } | { ok: false; failure: Failure };

/** Makes a client of an adapter and a connection, and holds the record's id against what the adapter says an id is. */
export function open(
  adapter: Adapter,
  connection: Connection,
  send: Send,
  ids: readonly string[] = [],
  signal?: AbortSignal,
): Opened {
  const block = adapter.api;
  if (!block) return { ok: false, failure: failure('odd', 'This CRM is read from its page only.') };
  const way = chooseWay(block, connection, connection.way === undefined ? {} : { unsupported: true, byPolicy: true });
  if (!way) return { ok: false, failure: failure('signedOut', 'No connection to this CRM is set up.') };
  const whole = new RegExp(`^(?:${block.id})$`);
  if (!ids.every((id) => whole.test(id)))
    return { ok: false, failure: failure('notFound', 'This is no record id of this CRM.') };
  return { ok: true, client: { adapter, block, way, connection, send, ...(signal ? { signal } : {}) } };
}

/** Makes and sends one call. */
export async function callStep(client: Client, step: ApiStep, variables: Variables): Promise<Answer> {
  let request: ApiRequest;
  try {
    request = makeRequest(client.way, client.connection, step, variables);
  } catch (error) {
    const missing = error instanceof MissingVariable ? `The page’s address does not tell “${error.message}”.` : null;
    return { ok: false, failure: failure('odd', missing ?? (error instanceof Error ? error.message : null)) };
  }
  return sendRequest(client, request);
}

/** Follows an address that an answer gave; another origin is refused. */
export async function callLink(client: Client, step: ApiStep, link: string): Promise<Answer> {
  try {
    const request = followLink(makeRequest(client.way, client.connection, { ...step, query: {} }, { id: '' }), link);
    return request
      ? await sendRequest(client, request)
      : { ok: false, failure: failure('odd', 'The CRM sent the next page to another host.') };
  } catch {
    return { ok: false, failure: failure('odd') };
  }
}

async function sendRequest(client: Client, request: ApiRequest): Promise<Answer> {
  try {
    return readAnswer(client.block, await client.send(request, client.signal));
  } catch {
    return { ok: false, failure: failure('offline') };
  }
}

export type Stepped =
  | { ok: true; answers: unknown[]; headers: Readonly<Record<string, string>>; ended: boolean }
  | { ok: false; failure: Failure };

/** Calls one after the other, each with what those before it gave. `ended`: an empty list made the rest needless. */
export async function callSteps(
  client: Client,
  steps: readonly (ApiStep & { optional?: true })[],
  variables: Variables,
): Promise<Stepped> {
  const answers: unknown[] = [];
  const headers: Record<string, string> = {};
  const known: Record<string, unknown> = { ...variables };
  for (const step of steps) {
    // Each call needs what the one before gave.
    const answer = await (step.each === undefined ? callStep(client, step, known) : callEach(client, step, known));
    if (!answer.ok && !step.optional) return answer;
    answers.push(answer.ok ? answer.content : undefined);
    if (!answer.ok) continue;
    Object.assign(headers, answer.headers);
    const taken = take(step, answer.content);
    if (taken === null) return { ok: true, answers, headers, ended: true };
    Object.assign(known, taken);
  }
  return { ok: true, answers, headers, ended: false };
}

/** Calls of one step under way at once, and how many there may be in all: what an answer lists decides over our calls. */
const AT_ONCE = 4;
const MOST_CALLS = 2_000;

/** One call for each item of a list, a few at a time. */
async function callEach(client: Client, step: ApiStep, variables: Variables): Promise<Answer> {
  const list = variables[step.each ?? ''];
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  if (items.length > MOST_CALLS) return { ok: false, failure: failure('odd') };
  const content: { item: unknown; answer: unknown }[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const some = items.slice(start, start + AT_ONCE);
    const answers = await Promise.all(some.map((item) => callStep(client, step, { ...variables, item })));
    for (const [index, answer] of answers.entries()) {
      if (!answer.ok) return answer;
      content.push({ item: some[index], answer: answer.content });
    }
  }
  return { ok: true, content, headers: {} };
}

function take(step: ApiStep, content: unknown): Variables | null {
  const taken: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(step.take ?? {})) {
    if (path.split('/').includes('*')) {
      const all = [...new Set(findAll(content, path))];
      if (all.length === 0) return null;
      taken[name] = all;
    } else {
      const found = find(content, path);
      if (found.state !== 'value') return null;
      taken[name] = found.value;
    }
  }
  return taken;
}

/** The rows of an answer that count; null when there is no list where one should be. */
export function rowsIn(
  content: unknown,
  plan: { rows: string; only?: readonly ApiCondition[] | undefined },
): unknown[] | null {
  return rowsAt(content, plan.rows)?.filter((row) => allHold(plan.only, row)) ?? null;
}
