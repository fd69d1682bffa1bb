import type { CalledDeal, Commitment, Review } from '@/lib/domain/review';
import { textOf } from '@/lib/domain/text-of';
import type { FairleadDatabase } from './database';

export type ReviewRow = Review & { tenant: string };
export type CommitmentRow = Commitment & { tenant: string };

/** Keeps a review in place of an earlier one of the same day. */
export async function putReview(database: FairleadDatabase, tenant: string, review: Review): Promise<void> {
  await database.reviews.put({ ...review, tenant });
}

/** Every review of a deal, the latest first. */
export async function reviewsOf(database: FairleadDatabase, tenant: string, dealId: string): Promise<Review[]> {
  const rows = await database.reviews.where('[tenant+dealId]').equals([tenant, dealId]).toArray();
  return rows.map(withoutTenant).toSorted((a, b) => (a.day < b.day ? 1 : -1));
}

/** Every review of a tenant, by deal, the latest of each deal first. */
export async function reviewsByDeal(database: FairleadDatabase, tenant: string): Promise<Map<string, Review[]>> {
  const deals = new Map<string, Review[]>();
  await database.reviews
    .where('tenant')
    .equals(tenant)
    .each((row) => {
      const of = deals.get(row.dealId);
      if (of) of.push(withoutTenant(row));
      else deals.set(row.dealId, [withoutTenant(row)]);
    });
  for (const of of deals.values()) of.sort((a, b) => (a.day < b.day ? 1 : -1));
  return deals;
}

/** Every call of a tenant's reviews, with the day the deal was then to close: as agreed, else as its field said. */
export async function calledDeals(database: FairleadDatabase, tenant: string): Promise<CalledDeal[]> {
  const rows = await database.reviews.where('tenant').equals(tenant).toArray();
  return rows.flatMap(({ dealId, day, call, callDate, seen }) =>
    call === null ? [] : [{ dealId, day, call, due: callDate ?? (textOf(seen.fields.closeDate).slice(0, 10) || null) }],
  );
}

/** Keeps something that was promised, new or changed. */
export async function putCommitment(database: FairleadDatabase, tenant: string, commitment: Commitment): Promise<void> {
  await database.commitments.put({ ...commitment, tenant });
}

/** One that was kept by mistake. */
export async function dropCommitment(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  id: string,
): Promise<void> {
  await database.commitments.delete([tenant, dealId, id]);
}

/** What was promised of a deal: what is not done first, by the day it is due. */
export async function commitmentsOf(database: FairleadDatabase, tenant: string, dealId: string): Promise<Commitment[]> {
  const rows = await database.commitments.where('[tenant+dealId]').equals([tenant, dealId]).toArray();
  return rows.map(withoutTenant).toSorted(byDue);
}

/** What is not done, by deal. */
export async function openCommitments(database: FairleadDatabase, tenant: string): Promise<Map<string, Commitment[]>> {
  const deals = new Map<string, Commitment[]>();
  await database.commitments
    .where('tenant')
    .equals(tenant)
    .each((row) => {
      if (row.doneAt !== null) return;
      deals.set(row.dealId, [...(deals.get(row.dealId) ?? []), withoutTenant(row)]);
    });
  return deals;
}

function byDue(a: Commitment, b: Commitment): number {
  const open = Number(a.doneAt !== null) - Number(b.doneAt !== null);
  const [x, y] = [a.due ?? '9999', b.due ?? '9999'];
  return open || (x < y ? -1 : x > y ? 1 : a.madeAt - b.madeAt);
}

function withoutTenant<Row extends { tenant: string }>({ tenant: _tenant, ...rest }: Row): Omit<Row, 'tenant'> {
  return rest;
}
