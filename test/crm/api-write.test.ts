import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '@/lib/crm/api/read-record';
import type { Send } from '@/lib/crm/api/types';
import { apiWay } from '@/lib/crm/write/api-way';
import { performWrite, type Kept, type WritePort } from '@/lib/crm/write/perform';
import { fieldOf, type Deal, type Field, type FieldValue } from '@/lib/domain/deal';
import { reversed, type Edit } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import type { NewWrite, WriteResult } from '@/lib/domain/writes';
import { CRMS, type Server } from './api/crms';
import { adapterOf, httpSend } from './api/wire';

const WORDS = 'No deal goes on without the approval of finance.';
const AT = 1_795_600_000_000;

describe.each(CRMS)('writing to $adapter', (crm) => {
  const adapter = adapterOf(crm.adapter);
  const [field, value] = crm.write;
  let server: Server;
  let send: Send;
  let dealId = '';
  let clock = AT;

  beforeAll(async () => {
    const module = (await import(`../crms/contract/${crm.server}/serve.mjs`)) as Record<
      string,
      (options: object) => Promise<Server>
    >;
    server = (await module[crm.start]?.({ deals: 20 })) as Server; // each server exports its start
    send = httpSend((request) => crm.extra(server, request));
    dealId = crm.deal(server);
  });
  afterAll(() => server.close());
  beforeEach(() => server.faults.reset());

  const now = (): number => (clock += 1_000);
  const over = (by: Send = send): WritePort => ({
    ...apiWay({ adapter, connection: crm.connection(server), send: by, dealId, own: [], now }),
    pause: () => Promise.resolve(),
  });
  const deal = async (): Promise<Deal> => {
    const read = await readRecord(adapter, crm.connection(server), dealId, [], send, 1);
    if (!read.ok) throw new Error(read.problem.message);
    return read.reading.deal;
  };
  const edit = async (key: FieldKey, to: FieldValue | null): Promise<Edit> => ({
    field: key,
    from: fieldOf(await deal(), key),
    to,
  });
  const write = (edits: readonly Edit[], extra: Partial<NewWrite> = {}): NewWrite => ({
    id: '00000000-0000-4000-8000-000000000001',
    dealId,
    dealName: 'Deal',
    edits,
    ...extra,
  });
  /** As another user of ours would: what time a change was made is for the client to say in some CRMs. */
  const byColleague = async (key: FieldKey, to: FieldValue): Promise<void> => {
    const done = await performWrite(write([await edit(key, to)]), over());
    if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  };
  /** The same way, with something happening between its reading and its first sending. */
  const withMeanwhile = (port: WritePort, meanwhile: () => Promise<void> | void): WritePort => {
    let first = true;
    const early = async (): Promise<void> => {
      if (first) await meanwhile();
      first = false;
    };
    return { ...port, send: async (...given) => (await early(), port.send(...given)) };
  };

  test('is proven by reading back, and undone to the exact values', async () => {
    const before = await deal();
    const amount = crm.adapter === 'atomic-crm' ? 48_712 : 48_712.5; // its column holds whole numbers
    const held = fieldOf(before, 'amount');
    const currency = held.state === 'value' && typeof held.value === 'object' ? held.value.currency : null;
    const edits = [
      await edit('amount', { value: amount, currency }),
      await edit('closeDate', '2027-03-31'),
      await edit(field, value),
    ];
    const done = await performWrite(write(edits), over());
    expect(done).toMatchObject({ kind: 'done', way: 'api', unproven: [], differs: [] });
    const after = await deal();
    expect([valueOf(after, 'closeDate'), valueOf(after, field)]).toEqual(['2027-03-31', value]);
    expect(valueOf(after, 'amount')).toMatchObject({ value: amount });

    const back = reversed(edits.map((each) => ({ ...each, from: beforeOf(done, each) })));
    expect(await performWrite(write(back), over())).toMatchObject({ kind: 'done', unproven: [], differs: [] });
    const undone = await deal();
    for (const { field: key } of edits) expect(fieldOf(undone, key), key).toEqual(fieldOf(before, key));
  });

  test('F27: a validation rule refuses in the CRM’s own words, beside the one field that was sent, and nothing is written', async () => {
    const wanted = await edit(field, 'TBD');
    server.faults.rule({ ...crm.rule, message: WORDS });
    const result = await performWrite(write([wanted]), over());
    const words = expect.stringContaining(WORDS);
    expect(result).toMatchObject({ kind: 'refused', message: words, fields: { [field]: words } });
    expect(fieldOf(await deal(), field)).toEqual(wanted.from);
  });

  test('F27: who may not change deals is told so, and nothing waits', async () => {
    const wanted = await edit(field, 'Not allowed');
    server.faults.deny({ ...(crm.denied ?? { object: crm.rule.object }), action: 'write' });
    const result = await performWrite(write([wanted]), over());
    expect(result).toMatchObject({ kind: 'refused', message: expect.stringMatching(/\w/) });
    expect(fieldOf(await deal(), field)).toEqual(wanted.from);
  });

  test.each([
    ['too many calls', 'limited', () => server.faults.limitAfter(0, { retryAfter: 7, times: 99 })],
    ['an error of the CRM’s own', 'server', () => server.faults.failOnce(503, 99)],
    ['a session that is over', 'signedOut', () => server.faults.expireSession()],
  ] as const)('F27: %s: waits, before reading as between reading and sending', async (_what, reason, happens) => {
    const wanted = await edit(field, `Later: ${reason}`);
    const results: WriteResult[] = [];
    happens();
    results.push(await performWrite(write([wanted]), over()));
    server.faults.reset();
    results.push(await performWrite(write([wanted]), withMeanwhile(over(), happens)));
    server.faults.reset();
    for (const result of results) {
      expect(result).toMatchObject({ kind: 'waiting', reason, message: expect.stringMatching(/\w/) });
      if (reason === 'limited' && crm.saysWait)
        expect(result).toMatchObject({ notBefore: expect.toSatisfy((at: number) => at >= AT + 7_000) });
    }
    expect(fieldOf(await deal(), field)).toEqual(wanted.from);
    expect(await performWrite(write([wanted]), over())).toMatchObject({ kind: 'done', differs: [] });
  });

  test('F27: a connection cut after the work was done: the next attempt finds it there and writes nothing', async () => {
    const wanted = await edit(field, 'Once');
    let writes = 0;
    server.faults.beforeNextWrite(() => {
      writes += 1;
      server.faults.drop(1, { afterWork: true });
    });
    expect(await performWrite(write([wanted]), over())).toMatchObject({ kind: 'waiting', reason: 'offline' });
    expect([writes, valueOf(await deal(), field)]).toEqual([1, 'Once']);
    server.faults.beforeNextWrite(() => (writes += 1));
    const again = await performWrite(write([wanted]), over());
    expect(again).toMatchObject({ kind: 'done', before: { [field]: wanted.from }, differs: [] });
    expect(writes).toBe(1);
  });

  test('F28: what another user changed meanwhile is shown with both values, and nothing is written', async () => {
    for (const when of ['before reading', 'between reading and sending'] as const) {
      const wanted = await edit(field, `Mine ${when}`);
      const theirs = `Theirs ${when}`;
      const changes = (): Promise<void> => byColleague(field, theirs);
      if (when === 'before reading') await changes();
      const port = when === 'before reading' ? over() : withMeanwhile(over(), changes);
      const conflict = { field, base: wanted.from, theirs: { state: 'value', value: theirs }, ours: wanted.to };
      expect(await performWrite(write([wanted]), port), when).toMatchObject({
        kind: 'conflict',
        conflicts: [conflict],
      });
      expect(valueOf(await deal(), field), when).toBe(theirs);
    }
  });

  test('F28: another field that moved meanwhile is left as it is, and ours is written', async () => {
    const other: FieldKey = 'closeDate';
    const wanted = await edit(field, 'Beside theirs');
    const port = withMeanwhile(over(), () => byColleague(other, '2027-05-14'));
    expect(await performWrite(write([wanted]), port)).toMatchObject({ kind: 'done', differs: [] });
    const after = await deal();
    expect([valueOf(after, field), valueOf(after, other)]).toEqual(['Beside theirs', '2027-05-14']);
  });

  test.runIf(crm.tasks)('a task is made once, also when the answer to it was lost', async () => {
    const task = { subject: 'Meet Ana', due: '2026-12-01' };
    const tasks = async (): Promise<number> => {
      const { activities } = (await deal()).lists;
      const rows = activities?.state === 'rows' ? activities.rows : [];
      return rows.filter(({ subject }) => subject?.state === 'value' && subject.value === task.subject).length;
    };
    const port = over(losing((request) => (request.body ?? '').includes(task.subject)));
    const kept = (id: string): Kept => {
      const made: Kept = { ...write([], { task, id }) };
      const noteTasks = (before: readonly string[] | null): Promise<void> =>
        Promise.resolve(void Object.assign(made, { tasksBefore: before }));
      return Object.assign(made, { noteTasks });
    };
    const first = kept('00000000-0000-4000-8000-0000000000a1');
    expect(await performWrite(first, port)).toMatchObject({ kind: 'waiting', reason: 'offline' });
    expect(await performWrite(first, over())).toMatchObject({ kind: 'done' });
    expect(await performWrite(first, over())).toMatchObject({ kind: 'done' });
    expect(await tasks()).toBe(1);
    // A later task of the same subject is another one.
    expect(await performWrite(kept('00000000-0000-4000-8000-0000000000a2'), over())).toMatchObject({ kind: 'done' });
    expect(await tasks()).toBe(2);
  });

  /** Loses the answer to the first call that fits. */
  function losing(fits: (request: Parameters<Send>[0]) => boolean): Send {
    let lost = false;
    return async (request) => {
      const answer = await send(request);
      if (lost || !fits(request)) return answer;
      lost = true;
      throw new TypeError('the connection was cut');
    };
  }
});

function valueOf(deal: Deal, key: FieldKey): unknown {
  const field = fieldOf(deal, key);
  return field.state === 'value' ? field.value : field;
}

function beforeOf(result: WriteResult, { field, from }: Edit): Field {
  return (result.kind === 'done' ? result.before[field] : undefined) ?? from;
}
