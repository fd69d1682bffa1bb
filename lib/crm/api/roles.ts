import type { OwnField } from '@/lib/crm/read-plan';
import type { Field, FieldValue, Row, RowList } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { textOf } from '@/lib/domain/text-of';
import { failure, type Failure } from './answer';
import { callSteps, type Client } from './client';
import { readLists } from './lists';
import { knownFields, lookupTable } from './lookups';
import { ownNames } from './own-names';
import { idOfNamed } from './search';

/** A role as the CRM keeps it: what is written, and what it is called. */
type Role = { key: string; name: string };

export type RoleEdit = { field: OwnField; value: FieldValue | null };

/** What came of a role's change: null when it is done. */
type Refused = { field: FieldKey; words: string } | { failure: Failure } | null;

/**
 * Whether a field that names a person is kept as that person's role on the deal: where the CRM keeps roles and has no field of
 * the name that the pack says. What cannot be told is taken for a field.
 */
export async function isRole(client: Client, field: OwnField): Promise<boolean> {
  if (field.contact !== true || client.block.people?.roles === undefined) return false;
  const [name] = ownNames(client, [field]);
  if (name === undefined) return true;
  const known = await knownFields(client);
  return known !== null && known.length > 0 && !known.some((each) => each.name === name);
}

/** The fields that the deal's contacts tell of by their roles; only where the CRM has such a role. */
export async function roleFields(
  client: Client,
  own: readonly OwnField[],
  contacts: RowList | undefined,
): Promise<Partial<Record<FieldKey, Field>>> {
  if (contacts?.state !== 'rows' || client.block.people?.roles === undefined) return {};
  const found: Partial<Record<FieldKey, Field>> = {};
  for (const field of own) {
    // What is asked of the CRM is asked once and kept.
    const role = (await isRole(client, field)) ? await roleFor(client, field) : null;
    if (role === null) continue;
    const [holder] = holdersOf(contacts.rows, role);
    const name = textOf(holder?.['name']);
    if (name !== '') found[field.key] = { state: 'value', value: name, source: 'api' };
    else if (holder === undefined && contacts.complete) found[field.key] = { state: 'empty', source: 'api' };
  }
  return found;
}

/** Gives a role to the person of that name, and takes it from whoever had it; the first that is refused ends it. */
export async function writeRoles(client: Client, dealId: string, edits: readonly RoleEdit[]): Promise<Refused> {
  for (const edit of edits) {
    // One after the other: each reads what the one before left.
    const refused = await writeRole(client, dealId, edit);
    if (refused) return refused;
  }
  return null;
}

async function writeRole(client: Client, dealId: string, { field, value }: RoleEdit): Promise<Refused> {
  const plan = client.block.people?.roles;
  const refuse = (words: string): Refused => ({ field: field.key, words });
  const role = await roleFor(client, field);
  if (!plan || role === null) return refuse(`The CRM has no role “${field.labels[0] ?? ''}”.`);
  const { contacts } = await readLists(client, dealId, undefined, ['contacts']);
  if (contacts?.state !== 'rows')
    return { failure: failure('odd', 'The deal’s contacts could not be read, so no role is written.') };
  const holders = holdersOf(contacts.rows, role).map((row) => textOf(row['id']));
  const [shown] = holders;
  const call = async (steps: typeof plan.add, contact: string): Promise<Refused> => {
    const called = await callSteps(client, steps, { id: dealId, contact, role: role.key, roleName: role.name });
    return called.ok ? null : { failure: called.failure };
  };
  const name = typeof value === 'string' ? value.trim() : '';
  const person = name === '' ? null : await personOf(client, contacts.rows, name);
  if (person !== null && typeof person !== 'string') return 'words' in person ? refuse(person.words) : person;
  // Given first, taken back after: what is refused leaves the role with whoever had it. A first try may have got half-way.
  const added = person === null || holders.includes(person) ? null : await call(plan.add, person);
  return added ?? (shown === undefined || shown === person ? null : call(plan.remove, shown));
}

/** The id of the one person of that name: on the deal, else in the CRM. */
async function personOf(
  client: Client,
  rows: readonly Row[],
  name: string,
): Promise<string | { words: string } | { failure: Failure }> {
  const here = new Set(
    rows.filter((row) => plain(textOf(row['name'])) === plain(name)).map((row) => textOf(row['id'])),
  );
  const [one] = here;
  if (here.size === 1 && one !== undefined && one !== '') return one;
  return idOfNamed(client, client.block.people?.search ?? '', name);
}

/** The CRM's role that the field goes by, the field's own name first. */
async function roleFor(client: Client, { labels }: OwnField): Promise<Role | null> {
  const table = await lookupTable(client, client.block.people?.roles?.names ?? '');
  const roles = [...(table ?? [])];
  for (const label of labels) {
    const found = roles.find(([, name]) => plain(name) === plain(label));
    if (found) return { key: found[0], name: found[1] };
  }
  return null;
}

/** A contact has one role, or several with a mark between them. */
function holdersOf(rows: readonly Row[], role: Role): Row[] {
  const wanted = new Set([plain(role.name), plain(role.key)]);
  return rows.filter((row) =>
    textOf(row['role'])
      .split(/[;,]/)
      .some((each) => wanted.has(plain(each))),
  );
}

/** A name for comparison: without case, and with one kind of space. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
