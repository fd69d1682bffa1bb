import { alertsBetween, isOver, type PutOff } from '@/lib/assess/alerts/alerts-between';
import { chosen, placesLeft, PER_DAY, type Waiting } from '@/lib/assess/alerts/budget';
import { quietRules, type AlertCount, type QuietRule } from '@/lib/assess/alerts/quiet';
import { stakeOf } from '@/lib/assess/queue/stake';
import { readAlertLimit, readAwake, writeAlertLimit, writeAwake } from '@/lib/cache/alert-cache';
import { packInUse } from '@/lib/cache/pack-in-use';
import type { Clock } from '@/lib/domain/clock';
import { isOwnedBy, type Me } from '@/lib/domain/me';
import type { LearningReport } from '@/lib/learn/report';
import { allAlerts, markShown, raise, settle, type AlertRow } from '@/lib/store/alerts';
import type { FairleadDatabase } from '@/lib/store/database';
import { itemsOf } from '@/lib/store/queue';
import type { ItemChange } from './assess-deals';

/** What is told today, and how many more may be. */
export type AlertsToday = {
  told: readonly AlertRow[];
  /** By the pack (or the usual number), and as the rep lowered it. */
  perDay: { pack: number; rep: number | null };
};

export type Alerts = {
  /** Raises what is news of the rep's deals and settles what is over. */
  onItems: (tenant: string, me: Me | null, changes: readonly ItemChange[]) => Promise<void>;
  /** Takes as many waiting alerts as the day has places left, and gives them to be told. */
  take: () => Promise<AlertRow[]>;
  today: (tenant: string) => Promise<AlertsToday>;
  setLimit: (limit: number | null) => Promise<void>;
  quiet: () => Promise<QuietRule[]>;
  wake: (rule: string) => Promise<void>;
};

type Setting = {
  database: () => FairleadDatabase;
  clock: () => Clock;
  reports: () => Promise<readonly LearningReport[]>;
  /** Steps that the rep put off, by deal. */
  putOff: (tenant: string) => Promise<ReadonlyMap<string, readonly PutOff[]>>;
};

/** An alert shown for so long and not acted on was not acted on. */
const PATIENCE_MS = 7 * 86_400_000;

export function makeAlerts({ database, clock, reports, putOff }: Setting): Alerts {
  const quiet = async (): Promise<QuietRule[]> => {
    const awake = await readAwake();
    const rows = await allAlerts(database(), null);
    const learned = await reports();
    return quietRules({
      counts: countAlerts(rows, awake, clock().now),
      rules: learned.flatMap(({ rules }) => rules.rules),
      disputes: learned.flatMap(({ disputes }) => disputes),
      awake: new Set(Object.keys(awake)),
    });
  };
  return {
    onItems: async (tenant, me, changes) => {
      const { now } = clock();
      // One look for the whole piece: of ten thousand deals hardly any has an alert.
      const rows = await allAlerts(database(), tenant);
      const open = new Set(rows.filter(({ actedAt }) => actedAt === null).map(({ dealId }) => dealId));
      const aside = await putOff(tenant);
      for (const { before, after } of changes) {
        const dealId = after?.dealId ?? before?.dealId;
        if (dealId === undefined || before === null) continue; // seen for the first time: nothing was ever told of it
        if (open.has(dealId))
          await settle(database(), tenant, dealId, (alert) => after === null || isOver(alert, after) === true, now);
        if (after === null || me === null || isOwnedBy(after.owner, me) !== true) continue;
        const news = alertsBetween(before, after, aside.get(dealId) ?? []);
        if (news.length > 0) await raise(database(), tenant, news, now);
      }
    },
    take: async () => {
      const { now, today } = clock();
      const rows = await allAlerts(database(), null);
      const told = rows.filter(({ shownOn }) => shownOn === today).length;
      const places = placesLeft({ pack: await packPerDay(), rep: await readAlertLimit(), told });
      if (places === 0) return [];
      const waiting = rows.filter(({ shownOn, actedAt }) => shownOn === null && actedAt === null);
      const silent = new Set((await quiet()).map(({ rule }) => rule));
      const next = chosen(await withStakes(database(), waiting), { places, quiet: silent, now });
      await markShown(
        database(),
        next.flatMap(({ key }) => key ?? []),
        today,
        now,
      );
      return next;
    },
    today: async (tenant) => {
      const { today } = clock();
      const rows = await allAlerts(database(), tenant);
      return {
        told: rows.filter(({ shownOn, actedAt }) => shownOn === today && actedAt === null),
        perDay: { pack: (await packPerDay()) ?? PER_DAY, rep: await readAlertLimit() },
      };
    },
    setLimit: writeAlertLimit,
    quiet,
    wake: async (rule) => writeAwake({ ...(await readAwake()), [rule]: clock().now }),
  };
}

async function packPerDay(): Promise<number | null> {
  return (await packInUse())?.alerts?.perDay ?? null;
}

async function withStakes(database: FairleadDatabase, rows: readonly AlertRow[]): Promise<Waiting<AlertRow>[]> {
  return Promise.all(
    rows.map(async (alert) => {
      const [item = null] = await itemsOf(database, alert.tenant, [alert.dealId]);
      const { rule, dealId, raisedAt, tenant } = alert;
      return { alert, rule, dealId: `${tenant} ${dealId}`, raisedAt, stake: item && stakeOf(item) };
    }),
  );
}

/** Alerts that were shown long enough to tell, by rule; since a rule was woken only those after. */
function countAlerts(rows: readonly AlertRow[], awake: Readonly<Record<string, number>>, now: number): AlertCount[] {
  const counts = new Map<string, AlertCount>();
  for (const { rule, title, kind, shownAt, actedAt } of rows) {
    // That a risk falls again is nobody's act: such alerts are not held against anything.
    if (shownAt === null || kind === 'risk' || shownAt < (awake[rule] ?? 0)) continue;
    const acted = actedAt !== null && actedAt >= shownAt;
    if (!acted && now - shownAt < PATIENCE_MS) continue;
    const count = counts.get(rule) ?? { rule, title, shown: 0, acted: 0 };
    counts.set(rule, { ...count, shown: count.shown + 1, acted: count.acted + Number(acted) });
  }
  return [...counts.values()];
}
