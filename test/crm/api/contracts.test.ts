import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTask } from '@/lib/crm/api/create-task';
import { listDeals } from '@/lib/crm/api/list-deals';
import { readRecord, type RecordRead } from '@/lib/crm/api/read-record';
import type { Send } from '@/lib/crm/api/types';
import { writeRecord } from '@/lib/crm/api/write-record';
import type { Deal, Field } from '@/lib/domain/deal';
import { CRMS, type Server } from './crms';
import { adapterOf, httpSend } from './wire';

const DEALS = 60;
const EARLIER = '2020-01-01T00:00:00.000Z';
const WORDS = 'No deal goes on without the approval of finance.';

const KEY = '00000000-0000-4000-8000-0000000000f1';

describe.each(CRMS)('$adapter over HTTP', (crm) => {
  const adapter = adapterOf(crm.adapter);
  let server: Server;
  let send: Send;
  let id = '';

  beforeAll(async () => {
    const module = (await import(`../../crms/contract/${crm.server}/serve.mjs`)) as Record<
      string,
      (options: object) => Promise<Server>
    >;
    server = (await module[crm.start]?.({ deals: DEALS })) as Server; // each server exports its start
    send = httpSend((request) => crm.extra(server, request));
    id = crm.deal(server);
  });
  afterAll(() => server.close());

  const connection = () => crm.connection(server);
  const read = (): Promise<RecordRead> => readRecord(adapter, connection(), id, [], send, 1);
  const good = async (): Promise<Extract<RecordRead, { ok: true }>> => {
    const answer = await read();
    if (!answer.ok) throw new Error(answer.problem.message);
    return answer;
  };
  const valueOf = (deal: Deal, key: keyof Deal['fields']): unknown => {
    const field: Field | undefined = deal.fields[key];
    return field?.state === 'value' ? field.value : field;
  };

  test('reads a deal with its contacts, activities and history', async () => {
    const { reading } = await good();
    expect(valueOf(reading.deal, 'stage.label')).toBe(crm.stage);
    expect(valueOf(reading.deal, 'closeDate')).toBe('2027-02-16');
    expect(valueOf(reading.deal, 'amount')).toMatchObject({ value: 152_000 });
    expect(valueOf(reading.deal, 'name')).toBe('株式会社テスト – Größe 🦄 Ω');
    expect(reading.outcome).toBe('open');
    expect(reading.historyOf).toEqual(expect.arrayContaining([...crm.history]));
    const { contacts, activities } = reading.deal.lists;
    if (crm.adapter !== 'twenty')
      expect(contacts).toMatchObject({ state: 'rows', rows: [{ name: { value: crm.contact.name } }] });
    expect(activities).toMatchObject({ state: 'rows', complete: true });
    expect(
      Object.values(reading.deal.fields).every((field) => field?.state === 'unknown' || field?.source === 'api'),
    ).toBe(true);
  });

  test('a record that is not there is said not to be', async () => {
    const other = id.replace(/\d{1,3}(?=\D*$)/, '990');
    expect(await readRecord(adapter, connection(), other, [], send, 1)).toMatchObject({
      ok: false,
      problem: { kind: 'notFound' },
    });
    const odd = await readRecord(adapter, connection(), "1' OR '1'='1", [], send, 1);
    expect(odd).toMatchObject({ ok: false, problem: { kind: 'notFound' } });
  });

  test('writes a field, and the next reading has it', async () => {
    const before = await good();
    const [field, value] = crm.write;
    const wrote = await writeRecord(
      adapter,
      connection(),
      id,
      { [field]: value },
      { own: [], ...versionOf(before), now: 1_795_600_000_000 },
      send,
    );
    expect(wrote).toMatchObject({ kind: 'written' });
    expect(valueOf((await good()).reading.deal, field)).toBe(value);
  });

  test('a record that someone else changed meanwhile is a conflict, and nothing is written', async () => {
    const before = await good();
    const [field, value] = crm.write;
    await writeRecord(
      adapter,
      connection(),
      id,
      { [field]: 'By a colleague' },
      { own: [], ...versionOf(before), now: 1_795_600_100_000 },
      send,
    );
    const wrote = await writeRecord(
      adapter,
      connection(),
      id,
      { [field]: value },
      { own: [], ...versionOf(before), now: 1_795_600_200_000 },
      send,
    );
    expect(wrote.kind).toBe('conflict');
    expect(valueOf((await good()).reading.deal, field)).toBe('By a colleague');
  });

  test('a refusal carries the CRM’s own words', async () => {
    const [field] = crm.write;
    server.faults.rule({ ...crm.rule, message: WORDS });
    const before = await good();
    const wrote = await writeRecord(
      adapter,
      connection(),
      id,
      { [field]: 'TBD' },
      { own: [], ...versionOf(before) },
      send,
    );
    server.faults.reset();
    expect(wrote).toMatchObject({ kind: 'refused' });
    expect(wrote.kind === 'refused' ? wrote.message : '').toContain(WORDS);
    if (crm.namesField) expect(wrote).toMatchObject({ fields: { [field]: expect.stringContaining(WORDS) } });
  });

  test('an empty field is empty, not unknown', async () => {
    const before = await good();
    if (!adapter.api?.write?.fields.description) return expect(before.reading.deal.fields.description).toBeUndefined();
    const wrote = await writeRecord(
      adapter,
      connection(),
      id,
      { description: null },
      { own: [], ...versionOf(before), now: 1_795_600_300_000 },
      send,
    );
    expect(wrote.kind).toBe('written');
    const after = (await good()).reading.deal.fields.description;
    return crm.adapter === 'krayin'
      ? expect(after).toBeUndefined()
      : expect(after).toEqual({ state: 'empty', source: 'api' });
  });

  test.runIf(crm.tasks)('puts a task on the deal', async () => {
    const made = await createTask(
      adapter,
      connection(),
      id,
      { subject: 'Call Jonas', due: '2026-12-01', key: KEY },
      send,
    );
    expect(made).toEqual({ kind: 'created', id: expect.any(String) });
  });

  test('lists every deal once, page by page', async () => {
    const seen: string[] = [];
    const pages = listDeals(
      smallPages(adapter),
      connection(),
      { own: [], closedSince: EARLIER, history: false },
      send,
      () => 1,
    );
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (page.done) {
        expect(page.value).toBeNull();
        break;
      }
      seen.push(...page.value.readings.map((reading) => reading.deal.id));
    }
    expect(seen).toHaveLength(DEALS);
    expect(new Set(seen).size).toBe(DEALS);
  });

  test('asks for what changed since, and gets what changed', async () => {
    const pages = listDeals(
      adapter,
      connection(),
      { own: [], closedSince: EARLIER, since: '2026-11-20T08:00:00.000Z', history: false },
      send,
      () => 1,
    );
    const first = await pages.next();
    const ids = first.done ? [first.value] : first.value.readings.map((reading) => reading.deal.id);
    expect(ids).toContain(id);
    if (crm.adapter !== 'krayin') expect(ids.length).toBeLessThan(DEALS);
  });

  test('too many calls: says so, and for how long where the CRM does', async () => {
    server.faults.limitAfter(0, { retryAfter: 7, times: 20 });
    const answer = await read();
    server.faults.reset();
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'limited' } });
    if (crm.saysWait) expect(answer).toMatchObject({ problem: { retryAfterMs: 7_000 } });
  });

  test('an expired session asks to sign in again', async () => {
    server.faults.expireSession();
    expect(await read()).toMatchObject({ ok: false, problem: { kind: 'signedOut' } });
  });
});

function versionOf({ version }: { version?: string }): { version?: string } {
  return version === undefined ? {} : { version };
}

/** The same adapter with pages so small that there are several. */
function smallPages(adapter: ReturnType<typeof adapterOf>): ReturnType<typeof adapterOf> {
  const copy = structuredClone(adapter);
  for (const query of copy.api?.pull?.initial ?? []) if (query.paging.kind !== 'link') query.paging.limit = 25;
  return copy;
}
