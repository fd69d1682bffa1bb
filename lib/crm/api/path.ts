/** What a path leads to: a value, null (the CRM says there is nothing), or nothing at all. */
export type Found = { state: 'value'; value: unknown } | { state: 'null' } | { state: 'absent' };

const ABSENT: Found = { state: 'absent' };

/** Follows a path's steps (`a/0/b`, `-1` for the last) through own members only; an answer is hostile. */
export function find(root: unknown, path: string): Found {
  let here: unknown = root;
  for (const step of stepsOf(path)) {
    if (here === null) return { state: 'null' };
    here = memberOf(here, step);
    if (here === undefined) return ABSENT;
  }
  if (here === undefined) return ABSENT;
  return here === null ? { state: 'null' } : { state: 'value', value: here };
}

/** Every value a path leads to, with `*` for each member; absent and null ones are left out. */
export function findAll(root: unknown, path: string): unknown[] {
  let here: unknown[] = [root];
  for (const step of stepsOf(path)) {
    here = here.flatMap((value): unknown[] => (step === '*' ? membersOf(value) : [memberOf(value, step)]));
  }
  return here.filter((value) => value !== undefined && value !== null);
}

/** The rows below a path: `.` for the answer itself as the one row, a list's items, or an object's members with the key each lay under as `$key`; null when there is neither. */
export function rowsAt(root: unknown, path: string): unknown[] | null {
  if (path === '.') return [root];
  if (stepsOf(path).includes('*')) return findAll(root, path).flatMap((found) => rowsOf(found) ?? [found]);
  const found = find(root, path);
  if (found.state === 'null') return [];
  return found.state === 'value' ? rowsOf(found.value) : null;
}

function rowsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  return Object.entries(value).map(([key, member]) =>
    isObject(member) ? { ...member, $key: key } : { $key: key, $value: member },
  );
}

/** A value as text; null for objects and lists. */
export function plainText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Whether a value is an object with members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An adapter's paths taken apart once: a pull follows them a million times. */
const taken = new Map<string, readonly string[]>();
const MOST_TAKEN = 2_000;

function stepsOf(path: string): readonly string[] {
  const known = taken.get(path);
  if (known) return known;
  const steps = path === '' ? [] : path.split('/');
  if (taken.size < MOST_TAKEN) taken.set(path, steps);
  return steps;
}

function membersOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function memberOf(value: unknown, step: string): unknown {
  if (step === '$json') return typeof value === 'string' ? parsed(value) : undefined;
  if (Array.isArray(value)) return /^-?\d+$/.test(step) ? value.at(Number(step)) : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
