import { expect, test } from 'vitest';
import { backtestCount } from '@/lib/assess/blast/backtest';
import type { RecordedDeal } from '@/lib/assess/past/recorded-deal';
import { changesBetween } from '@/lib/domain/changes';
import type { Deal } from '@/lib/domain/deal';
import { compiledPack, NOW, reading, runnable, value } from '../../learn/team';

const DAY = 86_400_000;
const CREATED = NOW - 100 * DAY;
const CLOCK = { now: NOW, today: '2026-11-22', zoneMinutes: 60 };
const WON = { 'stage.label': value('Won') };

/** A deal with its readings in order of time. */
function kept(readings: readonly Deal[], deal: Deal, open = false): RecordedDeal {
  const changes = readings.flatMap((after, i) => {
    const before = readings[i - 1];
    return before === undefined ? [] : changesBetween(before, after);
  });
  const history = { changes, watchedSince: readings[0]?.readAt ?? null };
  return { deal, history, record: { dealId: deal.id, snapshots: readings, changes }, open, writes: [] };
}

test('closed deals of which nothing is known from before are left out, and counted', () => {
  const pack = runnable();
  const draft = runnable(compiledPack({ version: 2, signals: [] }));
  const count = backtestCount({ live: pack, draft, clock: CLOCK });
  const seen = [reading('seen', CREATED, CREATED), reading('seen', CREATED, CREATED + 40 * DAY, WON)];
  const sameDay = reading('same day', NOW, NOW, WON);
  const never = reading('never', CREATED, NOW, WON);
  const open = reading('open', CREATED, NOW);
  for (const deal of [kept(seen, seen[1] ?? open), kept([sameDay], sameDay), kept([], never), kept([open], open, true)])
    count.add(deal);
  expect(count.result()).toMatchObject({ deals: 4, closed: 1, won: 1, unseen: 2 });
});
