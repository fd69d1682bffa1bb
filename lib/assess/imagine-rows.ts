import { daysSince, instantOfMs } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import type { Field, Row, RowList } from '@/lib/domain/deal';
import { LIST_FIELDS } from '@/lib/domain/fields';
import type { StepChange } from '@/lib/rules/types';

type ContactChange = Extract<StepChange<never>, { contact: unknown }>['contact'];
type ActivityChange = Extract<StepChange<never>, { activity: unknown }>['activity'];

const DAY_MS = 86_400_000;
/** As in the fact `contactsEngaged`. */
const ENGAGED_DAYS = 60;

/**
 * The contacts once the step is done. A contact of that role or name is engaged; with neither given, the one silent for
 * longest; where there is none, a new one is added. A new row holds what the step says and is blank else: a step promises no more.
 */
export function withContact(list: RowList | undefined, change: ContactChange, clock: Clock): RowList | undefined {
  if (list?.state !== 'rows') return list;
  const given = [...textEntry('role', change.role), ...textEntry('name', change.name)];
  const index =
    given.length > 0
      ? list.rows.findIndex((row) => given.every(([key, field]) => sameText(row[key], field)))
      : silentRow(list.rows, clock);
  const engaged: Row = change.engaged === true ? { lastActivityAt: momentField(clock.now) } : {};
  const rows = list.rows.map((row, at) => (at === index ? { ...row, ...engaged } : row));
  const added: Row = { ...blankRow('contacts'), ...Object.fromEntries(given), ...engaged };
  return { ...list, rows: index >= 0 ? rows : [...rows, added] };
}

/** The activities with one more: what lies ahead is planned, what does not is done, unless the step says otherwise. */
export function withActivity(list: RowList | undefined, change: ActivityChange, clock: Clock): RowList | undefined {
  if (list?.state !== 'rows') return list;
  const inDays = change.inDays ?? 0;
  const given = [...textEntry('type', change.type), ...textEntry('direction', change.direction)];
  const added: Row = {
    ...blankRow('activities'),
    ...Object.fromEntries(given),
    at: momentField(clock.now + inDays * DAY_MS),
    done: textField(String(change.done ?? inDays <= 0)),
  };
  return { ...list, rows: [...list.rows, added] };
}

/** The contact silent for longest, if it is not engaged; −1 when all are, or when none can be told. */
function silentRow(rows: readonly Row[], clock: Clock): number {
  const silence = rows.map((row) => silenceOf(row['lastActivityAt'], clock));
  const longest = Math.max(-1, ...silence);
  return longest > ENGAGED_DAYS ? silence.indexOf(longest) : -1;
}

function silenceOf(field: Field | undefined, clock: Clock): number {
  if (field?.state === 'empty') return Infinity;
  return field?.state === 'value' && typeof field.value === 'string' ? (daysSince(field.value, clock) ?? -1) : -1;
}

function blankRow(list: 'contacts' | 'activities'): Row {
  return Object.fromEntries(
    Object.keys(LIST_FIELDS[list]).map((key): [string, Field] => [key, { state: 'empty', source: 'page' }]),
  );
}

function textEntry(key: string, text: string | undefined): [string, Field][] {
  return text === undefined ? [] : [[key, textField(text)]];
}

function textField(text: string): Field {
  return { state: 'value', value: text, source: 'page' };
}

function momentField(ms: number): Field {
  const instant = instantOfMs(ms);
  return instant === null ? { state: 'empty', source: 'page' } : textField(instant);
}

function sameText(a: Field | undefined, b: Field): boolean {
  return a?.state === 'value' && b.state === 'value' && plain(a.value) === plain(b.value);
}

function plain(value: unknown): string {
  return String(value).trim().toLowerCase();
}
