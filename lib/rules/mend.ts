import { valueAt, type Issue } from './schema-issues';

/** Stands in for what must be there but is wrong, so that the rest of a pack can be checked. */
const NEUTRAL: Readonly<Record<string, unknown>> = {
  title: '-',
  why: '-',
  because: '-',
  name: '-',
  subject: '-',
  label: '-',
  when: 'true',
  require: 'true',
  value: 'null',
  field: 'name',
  weight: 0,
  minutes: 1,
  version: 1,
  deal: {},
  evidence: { activity: {} },
};

/** What other parts of a pack rest on: with that wrong, what they say of it would be wrong too. */
const BASIS: ReadonlySet<unknown> = new Set(['id', 'type', 'extends', 'fields', 'stages', 'fairlead']);

/** A copy of a document without what the schema refuses; null when that would leave the rest hanging. */
export function mend(json: unknown, issues: readonly Issue[]): unknown {
  if (typeof json !== 'object' || json === null) return null;
  const copy: unknown = JSON.parse(JSON.stringify(json));
  return issues.every((issue) => mendOne(copy, issue)) ? copy : null;
}

function mendOne(copy: unknown, { code, path, keys }: Issue): boolean {
  if (code === 'unrecognized_keys' && Array.isArray(keys)) {
    const holder = valueAt(copy, path);
    return keys.every((key: unknown) => typeof key === 'string' && take(holder, key));
  }
  const key = path.at(-1);
  const holder = valueAt(copy, path.slice(0, -1));
  if (typeof key !== 'string' || BASIS.has(key)) return false;
  if (!Object.hasOwn(NEUTRAL, key)) return take(holder, key);
  if (typeof holder !== 'object' || holder === null) return false;
  Object.assign(holder, { [key]: NEUTRAL[key] });
  return true;
}

function take(holder: unknown, key: string): boolean {
  return typeof holder === 'object' && holder !== null && Reflect.deleteProperty(holder, key);
}
