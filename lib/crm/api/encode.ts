import type { ApiBlock, ApiRequestPlan, ApiWritten } from '@/lib/crm/adapter-api-schema';
import type { FieldValue } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import type { Client } from './client';
import type { Failure } from './answer';
import { knownFields, lookupTable } from './lookups';
import { idOfNamed } from './search';
import { fillJson, fillText, parts } from './template';
import { isObject } from './path';

/** One call of a write: the object of what it writes, and each value by itself for calls that name it in their address. */
export type Encoded = {
  request: ApiRequestPlan;
  main: boolean;
  values: Record<string, unknown>;
  variables: Record<string, unknown>;
};

type Planned = { key: FieldKey; plan: ApiWritten; name: string; value: FieldValue | null };
type Write = NonNullable<ApiBlock['write']>;

/** Writes values as the CRM wants them; a label that the CRM does not know is refused here, by field. `failed`: it could not be asked. */
export async function encode(
  client: Client,
  write: Write,
  fields: readonly Planned[],
): Promise<{ groups: Encoded[] } | { refused: Record<string, string> } | { failed: Failure }> {
  const groups = new Map<ApiRequestPlan, Encoded>();
  const refused: Record<string, string> = {};
  for (const field of fields) {
    const also = write.also?.find((each) => (each.fields as readonly string[]).includes(field.key));
    const request = also?.request ?? write.request;
    const group = groups.get(request) ?? { request, main: !also, values: {}, variables: {} };
    groups.set(request, group);
    // Look-ups are read once; the rest is at hand.
    const value = await written(client, write, field);
    if (value instanceof Failed) return { failed: value.failure };
    if (value instanceof Unknown) refused[field.key] = value.words;
    else put(group, field, value);
  }
  // The main call first: it is the one that is guarded against another's change.
  const ordered = [...groups.values()].toSorted((a, b) => Number(b.main) - Number(a.main));
  return Object.keys(refused).length > 0 ? { refused } : { groups: ordered };
}

class Unknown {
  constructor(readonly words: string) {}
}

class Failed {
  constructor(readonly failure: Failure) {}
}

async function written(client: Client, write: Write, { plan, name, value }: Planned): Promise<unknown> {
  if (value === null || value === '') return write.nulls;
  const given = typeof value === 'object' ? value.value : value;
  if (plan.map && !Object.hasOwn(plan.map, String(given)))
    return new Unknown(`The CRM has no “${String(given)}” here.`);
  const plain = plan.map?.[String(given)] ?? given;
  const key =
    plan.search === undefined
      ? await lookedUp(client, plan, name, plain)
      : await keyOfNamed(client, plan.search, String(plain));
  if (key instanceof Unknown || key instanceof Failed) return key;
  if (key === null) return new Unknown(`The CRM has no “${String(plain)}” here.`);
  const form = encodeAs(plan, key);
  if (form === null) return new Unknown(`“${String(plain)}” cannot be written in this field.`);
  if (plan.json !== undefined) return fillJson(plan.json, { value: form });
  return plan.template === undefined ? form : fillText(plan.template, { value: form });
}

function lookedUp(
  client: Client,
  { lookup }: ApiWritten,
  name: string,
  plain: string | number,
): Promise<string | number | null> {
  return lookup === undefined ? Promise.resolve(plain) : keyFor(client, lookup, name, String(plain));
}

/** The id of the one record of that name. */
async function keyOfNamed(client: Client, search: string, name: string): Promise<string | Unknown | Failed> {
  const found = await idOfNamed(client, search, name);
  if (typeof found === 'string') return found;
  return 'words' in found ? new Unknown(found.words) : new Failed(found.failure);
}

/** The id of a label; a value that is an id already stays. Null when the CRM knows neither. */
async function keyFor(client: Client, lookup: string, name: string, label: string): Promise<string | number | null> {
  const table = lookup === 'options' ? await optionTable(client, name) : await lookupTable(client, lookup);
  if (!table || table.size === 0) return lookup === 'options' ? label : null;
  const folded = label.toLowerCase();
  const found = [...table].find(([, each]) => each.toLowerCase() === folded) ?? [...table].find(([id]) => id === label);
  return found?.[0] ?? null;
}

async function optionTable(client: Client, name: string): Promise<ReadonlyMap<string, string> | null> {
  const field = (await knownFields(client))?.find((each) => each.name === name.split('/').at(-1));
  return field?.options ? new Map(field.options.map((option) => [option.value, option.label])) : null;
}

function encodeAs(plan: ApiWritten, value: string | number): unknown {
  switch (plan.as) {
    case undefined:
      return typeof value === 'number' ? scaled(plan, value) : value;
    case 'number': {
      const number = Number(value);
      return Number.isFinite(number) ? scaled(plan, number) : null;
    }
    case 'decimalText':
      return Number.isFinite(Number(value)) ? String(scaled(plan, Number(value))) : null;
    case 'text':
      return String(value);
    case 'parts':
      return orNull(() => parts(String(value), String(value).includes('T') ? 'datetime' : 'date'));
    case 'date':
    case 'epochMs':
    case 'utc':
      return orNull(() => fillJson(`{value|${plan.as ?? ''}}`, { value }));
    case 'instant':
      return String(value).includes('T') ? String(value) : `${String(value)}T00:00:00.000Z`;
  }
}

function scaled(plan: ApiWritten, value: number): number {
  return plan.scale === undefined ? value : Number((value / plan.scale).toPrecision(15));
}

function orNull(make: () => unknown): unknown {
  try {
    return make();
  } catch {
    return null;
  }
}

function put(group: Encoded, { key, plan, name, value }: Planned, written_: unknown): void {
  setAt(group.values, name, written_);
  group.variables[key.replaceAll('.', '_')] = written_;
  const currency = typeof value === 'object' && value !== null ? value.currency : null;
  if (plan.currency !== undefined && currency !== null) setAt(group.values, plan.currency, currency);
}

function setAt(root: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('/');
  let here = root;
  for (const step of steps.slice(0, -1)) {
    const next = Object.hasOwn(here, step) ? here[step] : undefined;
    const inner: Record<string, unknown> = isObject(next) ? next : {};
    Object.defineProperty(here, step, { value: inner, enumerable: true, configurable: true, writable: true });
    here = inner;
  }
  Object.defineProperty(here, steps.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true });
}
