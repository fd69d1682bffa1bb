import type { MissingInput } from '@/lib/domain/assessment';
import { dayNumber, readDay } from '@/lib/domain/calendar';
import { fieldOf, type Change } from '@/lib/domain/deal';
import { FACTS, type FactKey } from '@/lib/domain/facts';
import { LIST_FIELDS, type FieldKey, type FieldType, type ListName } from '@/lib/domain/fields';
import { DAY_MS } from './cel/arithmetic';
import { fromField, missing } from './cel/inputs';
import { fromList } from './cel/rows';
import type { Scope } from './cel/scope';
import { EMPTY, unknown, type RowValue, type Time, type Value } from './cel/values';
import { canonical } from './field-names';
import type { EvaluationInput, PackResult } from './pack-result';
import type { RunnablePack } from './types';

type Named = { label: string; type: FieldType };

/** Label and type of a field in this pack. */
export function fieldInfo(pack: Pick<RunnablePack, 'fields'>, key: FieldKey): Named {
  return pack.fields.find((f) => f.key === key) ?? canonical(key) ?? { label: key, type: 'text' };
}

/** Reads every input the pack's expressions name, once per deal. */
export function makeScope(pack: RunnablePack, input: EvaluationInput, stage: PackResult['stage']): Scope {
  const today = readDay(input.clock.today);
  const utcDay = Math.floor(input.clock.now / DAY_MS);
  const day = today === null ? utcDay : dayNumber(today);
  const dayShift = day - utcDay;
  const valueOf = (name: string): Value => inputOf(name, pack, input, stage, { day, dayShift });
  return {
    inputs: pack.inputs.map(valueOf),
    locals: [],
    left: 0,
    now: input.clock.now,
    today: day,
    dayShift,
    team: input.team ?? {},
  };
}

type Days = { day: number; dayShift: number };

function inputOf(
  name: string,
  pack: RunnablePack,
  input: EvaluationInput,
  stage: PackResult['stage'],
  days: Days,
): Value {
  if (name === 'now') return { t: 'time', ms: input.clock.now, day: days.day, date: false };
  if (name === 'stage') return stageInput(input, stage);
  const [kind, key] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  if (kind === 'deal') return dealField(key, pack, input, days);
  if (kind === 'facts') return factInput(key, input);
  if (name === 'list.changes') return changeList(input, pack, days);
  if (kind === 'list' && isList(key)) return fromList(key, input.deal.lists[key]);
  return missing({ input: name, label: name }, 'notCovered');
}

function isList(name: string): name is ListName {
  return Object.hasOwn(LIST_FIELDS, name);
}

function isFact(name: string): name is FactKey {
  return Object.hasOwn(FACTS, name);
}

function dealField(key: string, pack: RunnablePack, input: EvaluationInput, days: Days): Value {
  // The compiler lets only keys of the deal and of the pack's own fields through.
  const field = key as FieldKey;
  const { label, type } = fieldInfo(pack, field);
  return fromField(fieldOf(input.deal, field), type, { input: field, label }, days);
}

function stageInput(input: EvaluationInput, stage: PackResult['stage']): Value {
  if (stage.id !== null) return stage.id;
  if (stage.state !== 'unreadable') return '';
  const field = fieldOf(input.deal, 'stage.label');
  return field.state === 'unknown'
    ? fromField(field, 'picklist', { input: 'stage.label', label: 'Stage' }, { dayShift: 0 })
    : EMPTY;
}

function factInput(key: string, input: EvaluationInput): Value {
  const fact = isFact(key) ? input.facts[key] : undefined;
  if (fact === undefined) return missing({ input: `facts.${key}`, label: key }, 'notCovered');
  if (fact.state === 'value') return fact.value;
  // What rests on fields the CRM says are blank is itself blank, not unread.
  const unread = fact.inputs.filter((i: MissingInput) => i.reason !== 'empty');
  return unread.length === 0 && fact.inputs.length > 0 ? EMPTY : unknown(unread);
}

/** The history; a deal that was never watched before has none that is known, and what was seen of it is a part. */
function changeList(input: EvaluationInput, pack: RunnablePack, days: Days): Value {
  const rows = changeRows(input.changes, pack, days);
  const { pushes } = input.facts;
  if (pushes.state === 'value' || !pushes.inputs.some((i) => i.reason === 'noHistory')) return rows;
  const rest = missing({ input: 'changes', label: 'History' }, 'noHistory');
  return rows.length === 0 ? rest : { t: 'part', rows, rest };
}

function changeRows(changes: readonly Change[], pack: RunnablePack, days: Days): RowValue[] {
  return changes.map((change): RowValue => {
    const { label, type } = fieldInfo(pack, change.field);
    const named = { input: `changes.${change.field}`, label };
    const at: Time = {
      t: 'time',
      ms: change.seenAt,
      day: Math.floor(change.seenAt / DAY_MS) + days.dayShift,
      date: false,
    };
    const cells = [
      change.field,
      fromField(change.from, type, named, days),
      fromField(change.to, type, named, days),
      at,
    ];
    return { t: 'row', list: 'changes', raw: {}, cells };
  });
}
