import { fieldOf, type Deal } from '@/lib/domain/deal';
import type { FairleadDatabase } from './database';

/** A deal of which assessments are kept. */
export type LoggedDeal = {
  tenant: string;
  dealId: string;
  /** Its name where it was read, else its id. */
  name: string;
  assessments: number;
  /** The latest of them, ms. */
  last: number;
};

const MOST = 50;
const CHUNK = 200;

type Listed = Omit<LoggedDeal, 'name'>;

/** Deals with kept assessments whose name or id holds the text, those assessed last first; not more than a list can show. */
export async function loggedDeals(database: FairleadDatabase, text: string): Promise<LoggedDeal[]> {
  const listed = await allLogged(database);
  const wanted = text.trim().toLowerCase();
  const found: LoggedDeal[] = [];
  for (let start = 0; start < listed.length && found.length < MOST; start += CHUNK) {
    // Mostly the first chunk is enough.
    const named = await withNames(database, listed.slice(start, start + CHUNK));
    found.push(...named.filter(({ name, dealId }) => `${name}\n${dealId}`.toLowerCase().includes(wanted)));
  }
  return found.slice(0, MOST);
}

/** From the keys of the log alone: the entries themselves are not read. */
async function allLogged(database: FairleadDatabase): Promise<Listed[]> {
  const keys = (await database.assessmentLog.orderBy('[tenant+dealId+at]').keys()) as unknown as [
    string,
    string,
    number,
  ][];
  const deals = new Map<string, Listed>();
  for (const [tenant, dealId, at] of keys) {
    const id = JSON.stringify([tenant, dealId]);
    const known = deals.get(id);
    // Keys come in order of time.
    deals.set(id, { tenant, dealId, assessments: (known?.assessments ?? 0) + 1, last: at });
  }
  return [...deals.values()].toSorted((a, b) => b.last - a.last);
}

async function withNames(database: FairleadDatabase, listed: readonly Listed[]): Promise<LoggedDeal[]> {
  const rows = await database.deals.bulkGet(listed.map(({ tenant, dealId }): [string, string] => [tenant, dealId]));
  return listed.map((one, i) => ({ ...one, name: nameOf(rows[i]?.deal) ?? one.dealId }));
}

function nameOf(deal: Deal | undefined): string | null {
  const field = deal && fieldOf(deal, 'name');
  return field?.state === 'value' && typeof field.value === 'string' ? field.value : null;
}
