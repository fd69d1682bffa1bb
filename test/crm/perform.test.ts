import { describe, expect, test } from 'vitest';
import { performWrite, type Kept, type Looked, type Sent, type WritePort } from '@/lib/crm/write/perform';
import type { Deal, Field } from '@/lib/domain/deal';
import type { Edit } from '@/lib/domain/edits';
import type { NewWrite, TaskDraft } from '@/lib/domain/writes';

const text = (value: string): Field => ({ state: 'value', value, source: 'api' });
const EMPTY: Field = { state: 'empty', source: 'api' };

/** A small CRM with one deal: what it holds, what it was sent, and how it answers. */
function crm(
  start: Record<string, Field>,
  answer: (edits: readonly Edit[], round: number) => Sent | null = () => null,
) {
  const fields = { ...start };
  const sent: (readonly Edit[])[] = [];
  const tasks: TaskDraft[] = [];
  let offline = false;
  const deal = (): Deal => ({
    id: '1',
    url: '',
    readAt: 0,
    fields: { ...fields },
    lists: {
      activities: { state: 'rows', complete: true, rows: tasks.map((task) => ({ subject: text(task.subject) })) },
    },
  });
  const port: WritePort = {
    way: 'api',
    pause: () => Promise.resolve(),
    read: (): Promise<Looked> =>
      Promise.resolve(
        offline ? { kind: 'waiting', reason: 'offline', message: 'offline' } : { kind: 'read', deal: deal() },
      ),
    send: (edits) => {
      sent.push(edits);
      const said = answer(edits, sent.length);
      if (said) return Promise.resolve(said);
      for (const { field, to } of edits)
        fields[field] = to === null ? EMPTY : { state: 'value', value: to, source: 'api' };
      return Promise.resolve({ kind: 'sent' });
    },
    createTask: (task) => {
      tasks.push(task);
      return Promise.resolve({ kind: 'sent' });
    },
  };
  return { port, fields, sent, tasks, goOffline: () => (offline = true) };
}

const write = (to: string, from: Field = EMPTY, extra: Partial<NewWrite> = {}): NewWrite => ({
  id: '00000000-0000-4000-8000-000000000001',
  dealId: '1',
  dealName: 'Deal',
  edits: [{ field: 'nextStep', from, to }],
  ...extra,
});

describe('a write', () => {
  test('is sent, read back and remembers what was there', async () => {
    const { port, fields } = crm({ nextStep: text('Call') });
    expect(await performWrite(write('Meet', text('Call')), port)).toEqual({
      kind: 'done',
      way: 'api',
      before: { nextStep: text('Call') },
      unproven: [],
      differs: [],
    });
    expect(fields['nextStep']).toEqual(text('Meet'));
  });

  test('the same one again sends nothing', async () => {
    const { port, sent } = crm({ nextStep: EMPTY });
    await performWrite(write('Meet'), port);
    expect((await performWrite(write('Meet'), port)).kind).toBe('done');
    expect(sent).toHaveLength(1);
  });

  test('shows a conflict and sends nothing', async () => {
    const { port, sent } = crm({ nextStep: text('Theirs') });
    expect(await performWrite(write('Mine', text('Call')), port)).toMatchObject({ kind: 'conflict' });
    expect(sent).toHaveLength(0);
  });

  test('is sent over a conflict that the user has decided', async () => {
    const { port, fields } = crm({ nextStep: text('Theirs') });
    await performWrite(write('Mine', text('Call'), { decided: ['nextStep'] }), port);
    expect(fields['nextStep']).toEqual(text('Mine'));
  });

  test('is sent once more when another field moved between reading and sending', async () => {
    const { port, fields, sent } = crm({ nextStep: EMPTY }, (_edits, round) =>
      round === 1 ? { kind: 'stale' } : null,
    );
    expect((await performWrite(write('Meet'), port)).kind).toBe('done');
    expect([sent.length, fields['nextStep']]).toEqual([2, text('Meet')]);
  });

  test('waits when the deal never stands still', async () => {
    const { port } = crm({ nextStep: EMPTY }, () => ({ kind: 'stale' }));
    let version = 0;
    const read = async (): Promise<Looked> => ({ ...(await port.read()), version: String((version += 1)) }) as Looked;
    expect(await performWrite(write('Meet'), { ...port, read })).toMatchObject({ kind: 'waiting', reason: 'noAnswer' });
  });

  test('is refused when the CRM calls a deal stale that stood still', async () => {
    const { port, sent } = crm({ nextStep: EMPTY }, () => ({ kind: 'stale' }));
    expect(await performWrite(write('Meet'), port)).toMatchObject({ kind: 'refused' });
    expect(sent).toHaveLength(2);
  });

  test('makes its task also when it had to be sent twice', async () => {
    const { port, tasks } = crm({ nextStep: EMPTY }, (_edits, round) => (round === 1 ? { kind: 'stale' } : null));
    await performWrite(write('Meet', EMPTY, { task: { subject: 'Meet Ana', due: null } }), port);
    expect(tasks).toHaveLength(1);
  });

  test.each([
    ['is done when the CRM shows it all the same', true, { kind: 'done', differs: [], unproven: [] }],
    ['waits when the CRM does not show it', false, { kind: 'waiting', reason: 'noAnswer' }],
  ])('that was not answered %s', async (_name, arrives, result) => {
    const lost: Sent = { kind: 'waiting', reason: 'noAnswer', message: 'no answer' };
    const { port, fields } = crm({ nextStep: EMPTY }, () => {
      if (arrives) fields['nextStep'] = text('Meet');
      return lost;
    });
    expect(await performWrite(write('Meet'), port)).toMatchObject(result);
  });

  test('passes on the CRM’s own words of refusal', async () => {
    const refused: Sent = { kind: 'refused', message: 'Close date must lie ahead', fields: { nextStep: 'no' } };
    const { port } = crm({ nextStep: EMPTY }, () => refused);
    expect(await performWrite(write('Meet'), port)).toEqual(refused);
  });

  test('waits while offline', async () => {
    const { port, sent, goOffline } = crm({ nextStep: EMPTY });
    goOffline();
    expect(await performWrite(write('Meet'), port)).toMatchObject({ kind: 'waiting', reason: 'offline' });
    expect(sent).toHaveLength(0);
  });

  test('says what the CRM shows instead of what was written', async () => {
    const { port } = crm({ nextStep: EMPTY }, () => ({ kind: 'sent' }));
    expect(await performWrite(write('Meet'), port)).toMatchObject({
      kind: 'done',
      unproven: [],
      differs: [{ field: 'nextStep', shows: EMPTY }],
    });
  });

  test('says what could not be read back', async () => {
    const { port } = crm({ nextStep: { state: 'unknown', reason: 'notOnPage' } }, () => ({ kind: 'sent' }));
    expect(await performWrite(write('Meet'), port)).toMatchObject({
      kind: 'done',
      unproven: ['nextStep'],
      differs: [],
    });
  });

  test('what a control held goes before what the page showed rounded', async () => {
    const about: Field = { state: 'value', value: 48_700, source: 'page', approximate: true };
    const exact: Field = { state: 'value', value: 48_712, source: 'page' };
    const { port } = crm({ probability: about }, () => ({ kind: 'sent', was: { probability: exact } }));
    const edits: Edit[] = [{ field: 'probability', from: about, to: 50 }];
    expect(await performWrite({ ...write('x'), edits }, port)).toMatchObject({ before: { probability: exact } });
  });

  const TASK = { subject: 'Meet Ana', due: '2026-12-01' };
  /** As the journal has it: what is noted at one try is there at the next. */
  const withTask = (): Kept => {
    const kept: Kept = { ...write('x'), edits: [], task: TASK };
    return Object.assign(kept, {
      noteTasks: (before: readonly string[] | null) =>
        Promise.resolve(void Object.assign(kept, { tasksBefore: before })),
    });
  };

  test('a task is made once, also when the first answer was lost', async () => {
    const { port, tasks } = crm({});
    const kept = withTask();
    await performWrite(kept, port);
    await performWrite(kept, port);
    expect(tasks).toEqual([TASK]);
  });

  test('a further task of the same subject is made: the one before is no answer to it', async () => {
    const { port, tasks } = crm({});
    await performWrite(withTask(), port);
    const second = withTask();
    await performWrite(second, port);
    await performWrite(second, port);
    expect(tasks).toEqual([TASK, TASK]);
  });

  test('whether a task arrived is asked of the user where the CRM’s tasks cannot be read', async () => {
    const { port, tasks } = crm({});
    const blind: WritePort = {
      ...port,
      read: async () => {
        const looked = await port.read();
        return looked.kind === 'read' ? { ...looked, deal: { ...looked.deal, lists: {} } } : looked;
      },
    };
    const kept = withTask();
    await performWrite(kept, blind);
    expect(await performWrite(kept, blind)).toMatchObject({ kind: 'refused' });
    expect(tasks).toHaveLength(1);
  });

  test('a CRM that knows a task by its key is sent it again, with the same key', async () => {
    const keys: string[] = [];
    const { port } = crm({});
    const keyed: WritePort = {
      ...port,
      keyedTasks: true,
      createTask: (_task, key) => (keys.push(key), Promise.resolve({ kind: 'sent' })),
    };
    const kept = withTask();
    await performWrite(kept, keyed);
    await performWrite(kept, keyed);
    expect(keys).toEqual([kept.id, kept.id]);
  });
});
