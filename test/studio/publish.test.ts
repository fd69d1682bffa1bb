import 'fake-indexeddb/auto';
import { compiledOf } from '@/lib/cache/pack-cache';
import { stringify } from 'yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import type { Radius } from '@/lib/assess/blast/radius';
import { amountOf, repOf, standingOf, type Standing } from '@/lib/assess/blast/standing';
import { installText } from '@/lib/channels/active-pack';
import type { Deal } from '@/lib/domain/deal';
import { recordedDeals } from '@/lib/learn/studio-deals';
import { assessDeals } from '@/lib/queue/assess-deals';
import { loadPack } from '@/lib/rules/load';
import { historyOf } from '@/lib/store/history';
import { keptPart } from '@/lib/store/kept';
import { queueItems } from '@/lib/store/queue';
import { taskRunner, type TaskRunner } from '@/lib/studio/tasks';
import { newDisk, worldOn } from '../channels/support/world';
import { fairlead } from '../cli/support';
import { closedDeals, NOW, reading, store, TENANT, value } from '../learn/team';

const DAY = 86_400_000;
const CLOCK = { now: NOW, today: '2026-11-22' };

const LIVE = {
  fairlead: 1,
  id: 'team',
  version: 1,
  title: 'Team',
  fields: { nextStep: { requiredFrom: 'proposal', why: 'w' }, amount: { requiredFrom: 'discovery', why: 'w' } },
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery'],
      exit: [{ id: 'priced', title: 'Priced', require: 'deal.amount > 10000', enforce: 'block', why: 'w' }],
    },
    { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
    { id: 'won', title: 'Won', match: ['Won'], closed: 'won' },
    { id: 'lost', title: 'Lost', match: ['Lost'], closed: 'lost' },
  ],
  signals: [{ id: 'overdue', title: 'Overdue', when: 'facts.daysToClose < 0', weight: 0.8, why: 'w' }],
};

/** The gate moves, a field is asked for earlier, a signal goes and one about the history comes. */
const DRAFT = {
  ...LIVE,
  version: 2,
  fields: { ...LIVE.fields, nextStep: { requiredFrom: 'discovery', why: 'w' } },
  stages: LIVE.stages.map((stage) =>
    stage.exit === undefined
      ? stage
      : { ...stage, exit: stage.exit.map((rule) => ({ ...rule, require: 'deal.amount > 25000' })) },
  ),
  signals: [{ id: 'pushed', title: 'Pushed', when: 'facts.pushes >= 1', weight: 0.5, why: 'w' }],
};

const disk = newDisk();
const world = worldOn(disk);
const run = {
  signal: new AbortController().signal,
  elapsed: () => performance.now(),
  report: () => undefined,
  pause: () => Promise.resolve(),
};

/** Open deals of three reps, small and large, with and without a next step, some pushed, some overdue, in two currencies. */
async function openDeals(): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    const created = NOW - (20 + n) * DAY;
    const more: Deal['fields'] = {
      'owner.name':
        n % 7 === 6 ? { state: 'unknown', reason: 'notOnPage' } : value(['Ann', 'Ben', 'Cleo'][n % 3] ?? ''),
      'stage.label': value(n % 4 === 0 ? 'Proposal' : n % 11 === 0 ? 'Elsewhere' : 'Discovery'),
      amount:
        n % 13 === 0
          ? { state: 'empty', source: 'api' }
          : { state: 'value', value: { value: 5_000 + n * 700, currency: n % 2 ? 'EUR' : 'USD' }, source: 'api' },
      ...(n % 3 === 0 ? { nextStep: value('Send the draft to Ada') } : {}),
    };
    const later = n % 5 === 0 ? { closeDate: value('2027-03-01') } : {};
    await store(disk.database, [
      reading(`o${n}`, created, created, more),
      reading(`o${n}`, created, NOW - (n % 12) * DAY - 1, { ...more, ...later }),
    ]);
  }
}

/** Has every kept deal counted, as the studio does: piece by piece, each as a text. */
async function countAll(ask: TaskRunner): Promise<void> {
  for (let after: string | null = null; ;) {
    const piece = await recordedDeals(disk.database, TENANT, after);
    await ask('countDeals', { deals: piece.deals });
    if (piece.next === null) return;
    after = piece.next;
  }
}

/** What the pack in use says of every open deal, as the panel and the queue judge it. */
async function standings(): Promise<Map<string, Standing & { deal: Deal }>> {
  const loaded = loadPack(disk.pack && compiledOf(disk.pack));
  if (!loaded.ok) throw new Error(loaded.reason);
  const found = new Map<string, Standing & { deal: Deal }>();
  for (const { deal } of await disk.database.deals.toArray()) {
    const history = await historyOf(disk.database, TENANT, deal.id);
    const standing = standingOf(assess({ deal, history, pack: loaded.pack, clock: CLOCK }));
    if (standing !== null) found.set(deal.id, { ...standing, deal });
  }
  return found;
}

describe('what the studio foretells is what happens after publishing', () => {
  let radius: Radius;
  let before: Awaited<ReturnType<typeof standings>>;
  let after: Awaited<ReturnType<typeof standings>>;

  beforeAll(async () => {
    await closedDeals(disk.database, 40);
    await openDeals();
    expect(await installText(world, JSON.stringify(LIVE))).toMatchObject({ ok: true });
    before = await standings();
    const ask = taskRunner({ bundled: async () => undefined });
    const text = `# The draft\n${stringify(DRAFT)}`;
    expect(await ask('beginBacktest', { text, live: JSON.stringify(LIVE), clock: CLOCK })).toBe(true);
    await countAll(ask);
    const foretold = await ask('backtest', null);
    if (foretold === null) throw new Error('nothing was foretold');
    ({ radius } = foretold);
    expect(foretold).toMatchObject({ deals: 100, closed: 40 });

    const published = await ask('asJson', { text });
    expect(await installText(world, published ?? '')).toMatchObject({ ok: true, status: { version: 2 } });
    after = await standings();
    expect(disk.pack?.status.hash).toBe(foretold.of.draft);
  });

  test.each(['before', 'after'] as const)('every figure of the side %s', (side) => {
    const all = [...(side === 'before' ? before : after).values()];
    const blocked = all.filter((each) => each.blocked);
    const sums = new Map<string, number>();
    for (const { deal } of blocked) {
      const money = amountOf(deal);
      if (money) sums.set(money.currency, (sums.get(money.currency) ?? 0) + money.value);
    }
    expect(radius[side]).toMatchObject({
      deals: all.length,
      flagged: all.filter(({ flags }) => flags.length > 0).length,
      flags: all.flatMap(({ flags }) => flags).length,
      blocked: blocked.length,
      noAmount: blocked.filter(({ deal }) => amountOf(deal) === null).length,
    });
    expect(new Map(radius[side].blockedAmounts.map(({ currency, value: sum }) => [currency, sum]))).toEqual(sums);
    expect(blocked.length).toBeGreaterThan(5);
  });

  test('deal by deal: the flags that come and go, who is concerned, what is held up', () => {
    const expected = new Map<string, { gains: string[]; loses: string[]; blocked: string; rep: string | null }>();
    for (const [id, { flags, blocked, deal }] of after) {
      const was = before.get(id);
      const gains = flags.filter((flag) => !was?.flags.includes(flag));
      const loses = (was?.flags ?? []).filter((flag) => !flags.includes(flag));
      const hold = was?.blocked === blocked ? 'same' : blocked ? 'newly' : 'freed';
      if (gains.length + loses.length > 0 || hold !== 'same')
        expected.set(id, { gains, loses, blocked: hold, rep: repOf(deal) });
    }
    const foretold = radius.moved.map(({ dealId, gains, loses, blocked, rep }) => [
      dealId,
      { gains, loses, blocked, rep },
    ]);
    expect(Object.fromEntries(foretold)).toEqual(Object.fromEntries(expected));
    expect(expected.size).toBeGreaterThan(20);
    expect(radius.movedCount).toBe(expected.size);
    expect(radius.repsAffected).toBe(new Set([...expected.values()].flatMap(({ rep }) => rep ?? [])).size);
    const count = (test: (was: number, is: number) => boolean): number =>
      [...after].filter(([id, { flags }]) => test(before.get(id)?.flags.length ?? 0, flags.length)).length;
    expect([radius.newly, radius.freed]).toEqual([
      count((was, is) => !was && is > 0),
      count((was, is) => was > 0 && !is),
    ]);
  });

  test('the queue, judged anew by what was put in, shows the gaps that were foretold', async () => {
    const loaded = loadPack(disk.pack && compiledOf(disk.pack));
    if (!loaded.ok) throw new Error(loaded.reason);
    await assessDeals(disk.database, { tenant: TENANT, pack: loaded.pack, learned: null, clock: CLOCK }, run);
    const items = await queueItems(disk.database, TENANT, () => Promise.resolve());
    const shown = items.flatMap(({ gaps }) => gaps.map(({ field }) => `gap:${field}`));
    const rules = new Map(radius.rules.map((rule) => [rule.id, rule.after]));
    for (const gap of ['gap:nextStep', 'gap:amount'])
      expect(shown.filter((id) => id === gap)).toHaveLength(rules.get(gap) ?? -1);
    expect(rules.get('gap:nextStep')).toBeGreaterThan(10);
  });

  test('the command line foretells the same of the file that the extension saves', async () => {
    const known = (label: string): { ended: 'won' | 'lost' } | null =>
      label === 'Won' || label === 'Lost' ? { ended: label === 'Won' ? 'won' : 'lost' } : null;
    const { text, next } = await keptPart(disk.database, { tenant: TENANT, after: null, whole: true }, known);
    expect(next).toBeNull();
    const files = {
      'live.json': JSON.stringify(LIVE),
      'draft.yaml': stringify(DRAFT),
      'data.json': JSON.stringify({ fairlead: 'data', format: 1, ...(JSON.parse(text) as object) }),
    };
    const line = ['pack', 'backtest', 'live.json', 'draft.yaml', '--data', 'data.json'];
    const told = fairlead([...line, '--json', '--today', CLOCK.today], files);
    expect(told).toMatchObject({ code: 0, err: '' });
    const said = JSON.parse(told.out) as { radius: Radius; deals: number; closed: number };
    expect(said).toMatchObject({ deals: 100, closed: 40 });
    // What was flagged a week ago is told from readings, which the file does not hold.
    const now = ({ before: was, after: is, watched: _watched, ...rest }: Radius): unknown => [
      { ...was, newFlags: 0 },
      { ...is, newFlags: 0 },
      rest,
    ];
    expect(now(said.radius)).toEqual(now(radius));

    const { out } = fairlead([...line, '--today', CLOCK.today], files);
    expect(out).toContain(`Open deals: ${radius.newly} newly flagged, ${radius.freed} freed;`);
    expect(out).toMatch(/Rules on 40 closed deals, \d+ of them won/);
    expect(out).toMatch(/Priced \[criterion:priced\]: \d+ open \(\+\d+ −0\)/);
    expect(fairlead(line.slice(0, 4), files)).toMatchObject({ code: 2 });
    const broken = { ...files, 'data.json': '{"fairlead":"data","format":1,"deals":[{}]}' };
    expect(fairlead(line, broken)).toMatchObject({ code: 2, err: expect.stringContaining('deals.0.deal') as string });
  });

  test('new flags are counted on deals that were watched all week, others are counted out', () => {
    expect(radius).toMatchObject({ days: 7, watched: 60 });
    expect(radius.after.newFlags).toBeGreaterThan(0);
  });

  test('put in, the version is in the history', async () => {
    const rows = await disk.database.packVersions.orderBy('at').toArray();
    expect(rows.map(({ version, channel }) => [version, channel])).toEqual(
      expect.arrayContaining([
        [1, 'file'],
        [2, 'file'],
      ]),
    );
  });
});
