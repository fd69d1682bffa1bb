import type { ApiBlock, ApiValue } from '@/lib/crm/adapter-api-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import type { Deal, Field } from '@/lib/domain/deal';
import { DEAL_FIELDS, type DealFieldKey, type FieldKey } from '@/lib/domain/fields';
import type { Client } from './client';
import { allHold } from './condition';
import { find, plainText } from './path';
import { fillText } from './template';
import type { ApiReading } from './types';
import { readValue, type ValueContext } from './value';

/** Every mapping that reading a record uses, to look up what they need. */
export function recordValues(block: ApiBlock, own: readonly OwnField[]): ApiValue[] {
  const { record } = block;
  return [
    ...Object.values(record.fields).filter((value) => value !== undefined),
    ...(own.length > 0 && record.custom ? [record.custom] : []),
  ];
}

/** Makes one record of an answer a reading, without lists and history. */
export function toReading(
  { block, adapter, connection }: Client,
  record: unknown,
  own: readonly OwnField[],
  context: ValueContext,
  now: number,
  dealId?: string,
): ApiReading {
  const id = dealId ?? idOf(block, record) ?? '';
  const outcome = outcomeOf(block, record);
  const fields: Partial<Record<FieldKey, Field>> = {};
  for (const [key, plan] of Object.entries(block.record.fields) as [DealFieldKey, ApiValue][]) {
    fields[key] = readValue(plan, record, DEAL_FIELDS[key].type, context);
  }
  const stage = stageLabel(block, fields['stage.label'], outcome);
  if (stage) fields['stage.label'] = stage;
  for (const field of own) {
    const value = ownValue(block, field, adapter.route.adapter, record, context);
    if (value) fields[field.key] = value;
  }
  const deal: Deal = { id, url: urlOf(block, connection.origin, id), readAt: now, fields, lists: {} };
  const version = block.record.version ? versionText(block.record.version, record) : undefined;
  return { deal, changes: null, historyOf: [], outcome, ...(version === undefined ? {} : { version }) };
}

/** How a row's deal ended, and its close date, without reading the rest of it. */
export function closingOf(
  { block }: Client,
  record: unknown,
  context: ValueContext,
): { outcome: ApiReading['outcome']; closeDate: Field | null } {
  const plan = block.record.fields.closeDate;
  return {
    outcome: outcomeOf(block, record),
    closeDate: plan ? readValue(plan, record, DEAL_FIELDS.closeDate.type, context) : null,
  };
}

/** The id of a query's row; null when it is none. */
export function idOf(block: ApiBlock, record: unknown): string | null {
  const found = find(record, block.record.id);
  const id = found.state === 'value' ? plainText(found.value) : null;
  return id !== null && new RegExp(`^(?:${block.id})$`).test(id) ? id : null;
}

function outcomeOf({ record }: ApiBlock, row: unknown): ApiReading['outcome'] {
  if (!record.outcome) return null;
  const { won, lost } = record.outcome;
  if (won.some(({ path }) => find(row, path).state === 'absent')) return null;
  if (allHold(won, row)) return 'won';
  return allHold(lost, row) ? 'lost' : 'open';
}

/** The stage as the pack knows it: the adapter's stage map stands for bare codes, and for closed deals whose stage stays. */
function stageLabel({ record }: ApiBlock, field: Field | undefined, outcome: ApiReading['outcome']): Field | null {
  const { stages } = record;
  if (!stages) return null;
  const closed = outcome === 'won' || outcome === 'lost' ? stages[outcome] : undefined;
  if (closed !== undefined) return { state: 'value', value: closed, source: 'api' };
  if (field?.state !== 'value' || typeof field.value !== 'string' || !Object.hasOwn(stages, field.value)) return null;
  return { ...field, value: stages[field.value] ?? field.value };
}

function ownValue(
  block: ApiBlock,
  field: OwnField,
  adapter: string,
  record: unknown,
  context: ValueContext,
): Field | null {
  const name = field.crm[adapter];
  const plan = block.record.custom;
  if (!plan || name === undefined || !new RegExp(`^(?:${block.crmName ?? '\\w{1,80}'})$`).test(name)) return null;
  const put = (path: string): string => path.replaceAll('{crm}', name);
  const path = typeof plan.path === 'string' ? put(plan.path) : plan.path?.map(put);
  const { kind: _kind, ...others } = plan;
  return readValue({ ...others, ...(path === undefined ? {} : { path }) }, record, field.type ?? 'text', context);
}

function versionText(plan: ApiValue, record: unknown): string | undefined {
  const field = readValue({ ...plan, kind: plan.kind ?? 'text' }, record, 'text');
  return field.state === 'value' && typeof field.value === 'string' ? field.value : undefined;
}

function urlOf({ record }: ApiBlock, origin: string, id: string): string {
  return record.url === undefined ? origin : fillText(record.url, { origin, id });
}
