import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTask } from '@/lib/crm/api/create-task';
import { listDeals } from '@/lib/crm/api/list-deals';
import { readRecord } from '@/lib/crm/api/read-record';
import type { ApiProblem, ApiResponse, Connection, Send } from '@/lib/crm/api/types';
import { writeRecord } from '@/lib/crm/api/write-record';
import type { Field } from '@/lib/domain/deal';
import { CRMS, type Server } from './crms';
import { adapterOf, httpSend } from './wire';

const PROTO = '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}';
const LOGIN = '<!doctype html>\n<html><head><title>Log in</title></head><body><form></form></body></html>';

/** What a proxy, a captive portal, a broken or a hostile server may send for every call; never a deal, and never an outage. */
const ANSWERS: readonly (readonly [string, Partial<ApiResponse>, readonly ApiProblem['kind'][]])[] = [
  ['a login page with status 200', { body: LOGIN }, ['signedOut']],
  ['half an answer', { body: '{"records":[{"Id":"006","Na' }, ['odd']],
  ['an answer too large to parse', { body: `"${'x'.repeat(32_000_001)}"` }, ['odd']],
  ['nothing at all', { body: '' }, ['odd', 'notFound', 'forbidden']],
  ['null', { body: 'null' }, ['odd', 'notFound']],
  ['a number', { body: '42' }, ['odd', 'notFound']],
  ['a text', { body: '"deal"' }, ['odd', 'notFound']],
  ['an empty list', { body: '[]' }, ['odd', 'notFound']],
  ['lists in lists, very deep', { body: `${'['.repeat(20_000)}${']'.repeat(20_000)}` }, ['odd', 'notFound']],
  ['names that every object has', { body: PROTO }, ['odd', 'notFound']],
  ['a status that is none', { status: 999, body: '{}' }, ['server', 'odd']],
  ['a redirect that leads nowhere', { status: 302, body: '' }, ['odd', 'signedOut']],
];

const KEY = '00000000-0000-4000-8000-0000000000f1';

describe.each(CRMS)('hostile answers of $adapter', (crm) => {
  const adapter = adapterOf(crm.adapter);
  let server: Server;
  let dealId = '';
  let connection: Connection;

  beforeAll(async () => {
    const module = (await import(`../../crms/contract/${crm.server}/serve.mjs`)) as Record<
      string,
      (options: object) => Promise<Server>
    >;
    server = (await module[crm.start]?.({ deals: 12 })) as Server; // each server exports its start
    dealId = crm.deal(server);
    connection = crm.connection(server);
  });
  afterAll(() => server.close());

  /** A connection of its own each time: what was looked up over another one is not known to it. */
  const fresh = (): Connection => ({ ...connection });
  const read = (send: Send) => readRecord(adapter, fresh(), dealId, [], send, 1);

  test.each(ANSWERS)('%s: a problem in words, nothing thrown, nothing believed', async (_what, answer, kinds) => {
    const send: Send = () => Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
    const [field, value] = crm.write;
    const wrote = await writeRecord(adapter, fresh(), dealId, { [field]: value }, { own: [], version: 'v1' }, send);
    expect(['written', 'refused', 'conflict', 'problem']).toContain(wrote.kind);
    const task = await createTask(adapter, fresh(), dealId, { subject: 'Call', due: null, key: KEY }, send);
    expect(['created', 'refused', 'problem']).toContain(task.kind);
    const page = await listDeals(
      adapter,
      fresh(),
      { own: [], closedSince: '2020-01-01T00:00:00.000Z', history: false },
      send,
      () => 1,
    ).next();
    expect(page.done ? [] : page.value.readings).toEqual([]);

    const { ok, ...rest } = await read(send);
    expect(ok, JSON.stringify(rest).slice(0, 300)).toBe(false);
    const { problem } = rest as { problem: ApiProblem };
    expect(kinds).toContain(problem.kind);
    expect(problem.message).toMatch(/\w+ \w+/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each([
    ['an object', JSON.parse(PROTO) as unknown],
    ['a list', [[], {}]],
    ['a number beyond all', 1e308],
    ['true', true],
    ['half a character', '\ud83e'],
    ['a very long text', '9'.repeat(200_000)],
  ])(
    'every value of a true answer turned into %s: no field is anything but text, number or money',
    async (_what, value) => {
      const honest = httpSend((request) => crm.extra(server, request));
      const send: Send = async (request) => {
        const answer = await honest(request);
        const body = answer.body.startsWith('{') || answer.body.startsWith('[') ? JSON.parse(answer.body) : null;
        return body === null ? answer : { ...answer, body: JSON.stringify(turned(body, value)) };
      };
      const answer = await read(send);
      if (!answer.ok) return expect(answer.problem.message).toMatch(/\w+ \w+/);
      const { fields, lists } = answer.reading.deal;
      const inRows = Object.values(lists).flatMap((list) => (list?.state === 'rows' ? list.rows : []));
      const all = [fields, ...inRows].flatMap((row) => Object.values(row) as Field[]);
      return expect(all.filter((each) => each.state === 'value' && !isPlain(each.value))).toEqual([]);
    },
  );
});

/** The same shape with other leaves. */
function turned(node: unknown, leaf: unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => turned(each, leaf));
  if (typeof node !== 'object' || node === null) return leaf;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, turned(value, leaf)]));
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 100_000;
  if (typeof value === 'number') return Number.isFinite(value);
  const money = value as { value: unknown; currency: unknown } | null;
  return Number.isFinite(money?.value) && (money?.currency === null || typeof money?.currency === 'string');
}
