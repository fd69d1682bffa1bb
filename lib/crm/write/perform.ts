import { fieldOf, type Deal, type Field } from '@/lib/domain/deal';
import { conflictsIn, notYetIn, type Edit } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import { textOf } from '@/lib/domain/text-of';
import type { NewWrite, TaskDraft, WriteEntry, WriteResult } from '@/lib/domain/writes';

type Waiting = Extract<WriteResult, { kind: 'waiting' }>;
type Refused = Extract<WriteResult, { kind: 'refused' }>;

/** `stale`: the CRM says that somebody changed the deal since it was read. `was`: what the controls held, exactly. */
export type Sent = { kind: 'sent'; was?: Partial<Record<FieldKey, Field>> } | { kind: 'stale' } | Refused | Waiting;

export type Looked = { kind: 'read'; deal: Deal; version?: string } | Waiting | Refused;

/** One way to a CRM's deal: its API, or its page. */
export type WritePort = {
  way: 'api' | 'page';
  read: () => Promise<Looked>;
  send: (edits: readonly Edit[], version: string | undefined) => Promise<Sent>;
  /** Absent: this way cannot make tasks. `key` is the same at each try of one task. */
  createTask?: (task: TaskDraft, key: string) => Promise<Sent>;
  /** The CRM itself tells by the key that a task is there already. */
  keyedTasks?: boolean;
  pause: (ms: number) => Promise<void>;
};

/** A page shows what was saved a little later than it says so. */
const LOOKS = [0, 150, 400, 800, 1_600, 3_000] as const;

/** A write as the journal has it. `noteTasks` is told which tasks were there before its own is first sent. */
export type Kept = NewWrite &
  Pick<WriteEntry, 'tasksBefore'> & { noteTasks?: (before: readonly string[] | null) => Promise<void> };

/**
 * Brings one write to its end: reads the deal, shows a conflict rather than overwriting it, sends what is not there yet, and
 * reads back what the CRM then holds. Sending the same write twice writes once.
 */
export function performWrite(write: Kept, port: WritePort): Promise<WriteResult> {
  return attempt(write, port, null);
}

/** `before`: the first attempt was said to be stale; if another field alone moved meanwhile, the second one goes through. */
async function attempt(
  write: Kept,
  port: WritePort,
  before: { version: string | undefined } | null,
): Promise<WriteResult> {
  const looked = await port.read();
  if (looked.kind !== 'read') return looked;
  const conflicts = conflictsIn(undecided(write), looked.deal);
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  const open = notYetIn(write.edits, looked.deal);
  const sent = open.length === 0 ? { kind: 'sent' as const } : await port.send(open, looked.version);
  if (sent.kind === 'stale') {
    const { version } = looked;
    return before === null ? attempt(write, port, { version }) : staleAgain(version !== before.version);
  }
  if (sent.kind === 'waiting' && sent.reason === 'noAnswer') return provenElse(sent, write, open, looked.deal, port);
  if (sent.kind !== 'sent') return sent;
  const task = await makeTask(write, looked.deal, port);
  if (task.kind !== 'sent') return task.kind === 'stale' ? noAnswer() : task;
  return readBack(write, open, { ...beforeOf(open, looked.deal), ...sent.was }, port);
}

/** A page that goes away while it saves gives no answer; what the CRM then holds is one. */
async function provenElse(
  sent: Waiting,
  write: Kept,
  open: readonly Edit[],
  deal: Deal,
  port: WritePort,
): Promise<WriteResult> {
  const back = await readBack(write, open, beforeOf(open, deal), port);
  const isProven = back.kind === 'done' && back.unproven.length + back.differs.length === 0;
  return isProven && write.task === undefined ? back : sent;
}

/** A deal that did not move and is called stale is one that this user's write does not reach: some CRMs hide it so. */
function staleAgain(moved: boolean): WriteResult {
  if (moved) return noAnswer('Somebody keeps changing this deal. Try again in a moment.');
  const message = 'The CRM did not make the change and gave no reason. You may not be allowed to change this deal.';
  return { kind: 'refused', message, fields: {} };
}

/**
 * Makes the task that belongs to a write, once: at a second try, as the answer to the first was lost, it is looked for among those
 * of its subject that were not there before. Where nobody can tell, the user is asked rather than two tasks made.
 */
async function makeTask(
  { task, id, tasksBefore: before, noteTasks }: Kept,
  deal: Deal,
  port: WritePort,
): Promise<Sent> {
  if (task === undefined) return { kind: 'sent' };
  if (port.createTask === undefined)
    return { kind: 'refused', message: 'Tasks cannot be made in this CRM from here.', fields: {} };
  const there = tasksOf(deal, task.subject);
  if (before === undefined) await noteTasks?.(there);
  else if (!port.keyedTasks) {
    if (before === null || there === null) return { kind: 'refused', message: CANNOT_TELL, fields: {} };
    if (there.some((each) => !before.includes(each))) return { kind: 'sent' };
  }
  return port.createTask(task, id);
}

const CANNOT_TELL =
  'The CRM did not say whether it made the task, and its tasks cannot be read here. Look there before you make it again.';

/** The tasks of this subject, by their ids, else by their number; null where they could not be read. */
function tasksOf(deal: Deal, subject: string): string[] | null {
  const list = deal.lists.activities;
  if (list?.state !== 'rows') return null;
  const named = list.rows.filter((row) => row['subject']?.state === 'value' && row['subject'].value === subject);
  return named.map(({ id }, index) => textOf(id) || `number ${index}`);
}

async function readBack(
  { edits }: NewWrite,
  written: readonly Edit[],
  before: Partial<Record<FieldKey, Field>>,
  port: WritePort,
): Promise<WriteResult> {
  let last: Deal | null = null;
  for (const wait of LOOKS) {
    await port.pause(wait);
    const looked = await port.read();
    if (looked.kind !== 'read') continue;
    last = looked.deal;
    if (notYetIn(written, last).length === 0) break;
  }
  const shown = last;
  const open = shown === null ? [...written] : notYetIn(written, shown);
  const cannotTell = (edit: Edit): boolean => shown === null || fieldOf(shown, edit.field).state === 'unknown';
  return {
    kind: 'done',
    way: port.way,
    before: Object.fromEntries(edits.map(({ field, from }) => [field, before[field] ?? from])),
    unproven: open.filter(cannotTell).map((edit) => edit.field),
    differs: open
      .filter((edit) => !cannotTell(edit))
      .flatMap(({ field }) => (shown === null ? [] : [{ field, shows: fieldOf(shown, field) }])),
  };
}

function beforeOf(edits: readonly Edit[], deal: Deal): Partial<Record<FieldKey, Field>> {
  return Object.fromEntries(
    edits.flatMap(({ field }): [FieldKey, Field][] => {
      const held = fieldOf(deal, field);
      return held.state === 'unknown' ? [] : [[field, held]];
    }),
  );
}

function undecided({ edits, decided = [] }: NewWrite): Edit[] {
  return edits.filter((edit) => !decided.includes(edit.field));
}

function noAnswer(message = 'The CRM did not say whether it saved.'): Waiting {
  return { kind: 'waiting', reason: 'noAnswer', message };
}
