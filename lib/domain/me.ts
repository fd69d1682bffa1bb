import type { Field } from './deal';
import { isSamePerson } from './same-person';

/** Whose deals the queue holds: an owner, as the rep chose or the sign-in says, or everybody's. */
export type Me = { everybody: true } | { everybody: false; id: string | null; name: string | null };

export type Owner = { id: Field; name: Field };

/** Whether a deal is of this owner: by id where both have one, else by name. Unknown: the owner could not be read. */
export function isOwnedBy(owner: Owner, me: Me): boolean | 'unknown' {
  if (me.everybody) return true;
  const [id, name] = [textIn(owner.id), textIn(owner.name)];
  if (id !== null && me.id !== null) return id === me.id;
  if (name !== null && me.name !== null) return isSamePerson(name, me.name);
  return owner.id.state === 'empty' || owner.name.state === 'empty' ? false : 'unknown';
}

/** One owner of some of the deals. */
export type OwnerLine = { id: string | null; name: string | null; deals: number };

/** The owners that these deals name, those of most deals first. */
export function ownersOf(owners: readonly Owner[]): OwnerLine[] {
  const lines = new Map<string, OwnerLine>();
  for (const owner of owners) {
    const [id, name] = [textIn(owner.id), textIn(owner.name)];
    if (id === null && name === null) continue;
    const key = id ?? `name ${name ?? ''}`;
    const line = lines.get(key) ?? { id, name, deals: 0 };
    lines.set(key, { id, name: line.name ?? name, deals: line.deals + 1 });
  }
  return [...lines.values()].toSorted((a, b) => b.deals - a.deals || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}

/** The owner that a sign-in belongs to, where it says so exactly: its user is the id, name or address of one of them. */
export function ownerOfSignIn(user: string | null, owners: readonly OwnerLine[]): Me | null {
  if (user === null || user.trim() === '') return null;
  const same = owners.filter(({ id, name }) => id === user || (name !== null && isSamePerson(name, user)));
  const [owner] = same;
  return owner && same.length === 1 ? { everybody: false, id: owner.id, name: owner.name } : null;
}

function textIn(field: Field): string | null {
  if (field.state !== 'value') return null;
  if (typeof field.value === 'number') return String(field.value);
  return typeof field.value === 'string' && field.value.trim() !== '' ? field.value : null;
}
