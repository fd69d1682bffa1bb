import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '@/lib/domain/clock';
import type { Field } from '@/lib/domain/deal';
import type { QueueItem } from '@/lib/domain/queue';
import { makeAlerts, type Alerts } from '@/lib/queue/alerts';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { changeQueue } from '@/lib/store/queue';

const stored: Record<string, unknown> = {};

// There is no browser here: what it would keep is kept above.
vi.mock('wxt/browser', () => ({
  browser: {
    storage: {
      local: {
        get: (key: string) => Promise.resolve(key in stored ? { [key]: stored[key] } : {}),
        set: (entries: Record<string, unknown>) => Promise.resolve(void Object.assign(stored, entries)),
      },
    },
  },
}));

const TENANT = 'atomic-crm@http://localhost:1';
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 22, 9);
const ME = { everybody: true } as const;
const NONE: Field = { state: 'empty', source: 'api' };

let database: FairleadDatabase;
let alerts: Alerts;
let days = 0;
const clock = (): Clock => ({
  now: START + days * DAY,
  today: new Date(START + days * DAY).toISOString().slice(0, 10),
});

beforeEach(() => {
  for (const key of Object.keys(stored)) delete stored[key];
  days = 0;
  database = openDatabase(`alerts-${Math.random()}`);
  alerts = makeAlerts({
    database: () => database,
    clock,
    reports: () => Promise.resolve([]),
    putOff: () => Promise.resolve(new Map()),
  });
});
afterEach(() => database.delete());

function item(dealId: string, value: number, regressed: boolean): QueueItem {
  return {
    dealId,
    name: `Deal ${dealId}`,
    url: '',
    stage: 'Proposal',
    standing: 'checked',
    owner: { id: NONE, name: NONE },
    amount: { state: 'value', value: { value, currency: 'EUR' }, source: 'api' },
    risk: null,
    gaps: [{ field: 'nextStep', label: 'Next step', kind: 'missing', held: NONE }],
    steps: [],
    flags: {
      regressed: regressed ? [{ id: 'budget', title: 'Budget confirmed', since: START }] : [],
      closeDate: null,
      nextStepDate: null,
    },
    day: clock().today,
    readAt: 0,
    source: 'api',
    at: clock().now,
    basis: '',
    remembered: { dealId, at: 0, pack: { hash: 'p' }, criteria: [] },
  };
}

/** These deals' budgets are no longer confirmed. */
async function regress(ids: readonly string[]): Promise<void> {
  const changes = ids.map((id) => ({ before: item(id, Number(id), false), after: item(id, Number(id), true) }));
  await changeQueue(
    database,
    TENANT,
    changes.map(({ after }) => after),
    [],
  );
  await alerts.onItems(TENANT, ME, changes);
}

async function mend(ids: readonly string[]): Promise<void> {
  await alerts.onItems(
    TENANT,
    ME,
    ids.map((id) => ({ before: item(id, Number(id), true), after: item(id, Number(id), false) })),
  );
}

const told = async (): Promise<string[]> => (await alerts.take()).map(({ dealId }) => dealId);

describe('the alerts of a day', () => {
  test('are at most three where no pack says, by what is at stake; the rest waits for tomorrow, and then is no news', async () => {
    await regress(['10', '50', '30', '20', '40', '60', '70', '80', '90', '95']);
    expect(await told()).toEqual(['95', '90', '80']);
    expect(await told()).toEqual([]);
    expect((await alerts.today(TENANT)).told).toHaveLength(3);
    days = 1;
    expect(await told()).toEqual(['70', '60', '50']);
    days = 4;
    expect(await told()).toEqual([]);
  });

  test('are as few as the rep wants, down to none', async () => {
    await regress(['10', '20', '30']);
    await alerts.setLimit(1);
    expect(await told()).toEqual(['30']);
    await alerts.setLimit(0);
    days = 1;
    expect(await told()).toEqual([]);
  });

  test('are not told once they are over, and not twice while they last', async () => {
    await regress(['10', '20']);
    await regress(['10']);
    await mend(['20']);
    expect(await told()).toEqual(['10']);
    days = 1;
    expect(await told()).toEqual([]);
  });

  test('are raised of nobody’s deals while nobody has said who he is', async () => {
    await alerts.onItems(TENANT, null, [{ before: item('1', 1, false), after: item('1', 1, true) }]);
    expect(await told()).toEqual([]);
  });
});

test('a rule that nobody acts on goes quiet after eight, says why, and tells again once it is woken', async () => {
  for (let n = 0; n < 8; n += 1) {
    await regress([String(n + 1)]);
    expect(await told()).toEqual([String(n + 1)]);
    days += 1;
  }
  expect(await alerts.quiet()).toEqual([]); // the last of them still have time
  days += 7;
  expect(await alerts.quiet()).toMatchObject([
    { rule: 'criterion:budget', title: 'Budget confirmed', why: 'notActedOn', shown: 8, acted: 0, share: { low: 0 } },
  ]);
  await regress(['100']);
  expect(await told()).toEqual([]);
  await alerts.wake('criterion:budget');
  expect(await alerts.quiet()).toEqual([]);
  expect(await told()).toEqual(['100']);
});

test('a rule that is acted on stays', async () => {
  for (let n = 0; n < 8; n += 1) {
    await regress([String(n + 1)]);
    expect(await told()).toEqual([String(n + 1)]);
    if (n % 2 === 0) await mend([String(n + 1)]);
    days += 1;
  }
  days += 7;
  expect(await alerts.quiet()).toEqual([]);
});
