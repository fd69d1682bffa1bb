import type { BrowserContext } from '@playwright/test';

const DAY = 86_400_000;

type Shape = {
  count: number;
  /** Ids of deals that were put off twice, 20 days each. */
  pushed?: readonly string[];
  now?: number;
};

/**
 * Puts open deals into the extension's own database, as a pull would have: `open0` with the largest amount, each one smaller. Owners,
 * stages, currencies and close dates go round.
 */
export async function seedOpenDeals(
  context: BrowserContext,
  origin: string,
  { count, pushed = [], now = Date.now() }: Shape,
): Promise<void> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  const rows = Array.from({ length: count }, (_, n) => dealRow(`atomic-crm@${origin}`, origin, n, now));
  const changes = pushed.flatMap((id) => pushesOf(`atomic-crm@${origin}`, id, now));
  await worker.evaluate(
    async ({ deals, moves }) => {
      const open = indexedDB.open('fairlead');
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        open.addEventListener('success', () => resolve(open.result));
        open.addEventListener('error', () => reject(new Error(String(open.error))));
      });
      const change = database.transaction(['deals', 'changes'], 'readwrite');
      for (const row of deals) change.objectStore('deals').put(row);
      for (const row of moves) change.objectStore('changes').add(row);
      await new Promise<void>((resolve, reject) => {
        change.addEventListener('complete', () => resolve());
        change.addEventListener('error', () => reject(new Error(String(change.error))));
      });
      database.close();
    },
    { deals: rows, moves: changes },
  );
}

const OWNERS = ['Ada Byron', 'Max Planck', 'Emmy Noether', 'Alan Turing'];
const STAGES = ['Opportunity', 'Proposal Sent', 'In Negotiation'];
const CATEGORIES = ['Commit', 'Best Case', 'Pipeline'];

const value = (content: unknown) => ({ state: 'value', value: content, source: 'api' });
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function dealRow(tenant: string, origin: string, n: number, now: number): object {
  const id = `open${n}`;
  const [owner = '', stage, category] = [OWNERS[n % 4], STAGES[n % 3], CATEGORIES[n % 3]];
  const deal = {
    id,
    url: `${origin}/#/deals/${id}/show`,
    readAt: now - 3_600_000,
    fields: {
      name: value(`Open deal ${n}`),
      'account.name': value(`Customer ${n}`),
      'owner.id': value(`u${n % 4}`),
      'owner.name': value(owner),
      'stage.label': value(stage),
      amount: value({ value: 200_000 - n * 10, currency: n % 5 === 4 ? 'EUR' : 'USD' }),
      closeDate: value(day(now + (20 + (n % 60)) * DAY)),
      createdAt: value(new Date(now - (30 + (n % 40)) * DAY).toISOString()),
      stageEnteredAt: value(new Date(now - (5 + (n % 80)) * DAY).toISOString()),
      forecastCategory: value(category),
      nextStep: n % 2 === 0 ? value(`Send the draft ${n} to the buyer`) : { state: 'empty', source: 'api' },
    },
    lists: {},
  };
  return {
    tenant,
    id,
    deal,
    known: deal.fields,
    hash: `${id} ${now}`,
    firstSeenAt: now - 90 * DAY,
    lastSeenAt: now,
    outcome: 'open',
  };
}

function pushesOf(tenant: string, dealId: string, now: number): object[] {
  return [40, 20].map((ago) => ({
    tenant,
    dealId,
    field: 'closeDate',
    from: value(day(now - (ago + 20) * DAY)),
    to: value(day(now - (ago - 20) * DAY)),
    seenAt: now - ago * DAY,
  }));
}
