import { closedBetween, openAt, type Book, type BookDeal, type Flag } from '@/lib/insight/book';
import type { Asked } from '@/lib/insight/metric';
import type { MetricId } from '@/lib/insight/metrics';
import { dueBy, wonBetween } from '@/lib/insight/metrics/coverage';
import { lastFlags } from '@/lib/insight/metrics/hygiene';
import { weekOfAge } from '@/lib/insight/metrics/life-table';
import { staysOf } from '@/lib/insight/metrics/stays';
import { dayOf, periodAt } from '@/lib/insight/periods';

/** A row of any metric, as far as its own deals or its keys tell. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** The deals behind a row: those it names itself, else those of its keys; null where a row is no matter of single deals. */
export function dealsBehind(book: Book, asked: Asked, id: MetricId, row: AnyRow): BookDeal[] | null {
  const { deals: own, deal_id: one } = row;
  if (Array.isArray(own)) return named(book, new Set(own as string[]));
  if (typeof one === 'string') return named(book, new Set([one]));
  return KEYED[id]?.(book, asked, row) ?? null;
}

function named({ deals }: Book, ids: ReadonlySet<string>): BookDeal[] {
  return deals.filter((deal) => ids.has(deal.id));
}

type Keyed = (book: Book, asked: Asked, row: AnyRow) => BookDeal[];

const KEYED: Readonly<Partial<Record<MetricId, Keyed>>> = {
  coverage: ({ deals }, { asOf, period }, { currency }) =>
    dueBy(deals, asOf, period.end).filter((deal) => deal.currency === currency),
  forecast: ({ deals }, { asOf, period }, { currency, method }) => {
    const own = deals.filter((deal) => deal.currency === currency);
    const won = own.filter((deal) => wonBetween(deal, period.start, Math.min(asOf, period.end - 1)));
    return method === 'won' ? won : [...won, ...dueBy(own, asOf, period.end)];
  },
  'time-in-stage': (book, { asOf, from }, { pipeline, stage, outcome }) =>
    book.deals.filter(
      (deal) =>
        deal.row.outcome === outcome &&
        deal.row.pipeline === pipeline &&
        closedBetween(deal, from, asOf) &&
        staysOf(deal, book, asOf).some((stay) => stay.stage === stage),
    ),
  'life-table': ({ deals }, { asOf, from }, { week }) =>
    deals.filter(
      (deal) =>
        closedBetween(deal, from, asOf) && weekOfAge((deal.life?.closed ?? 0) - (deal.life?.created ?? 0)) === week,
    ),
  'rule-lift': ({ deals }, { asOf, from }, { kind, rule }) =>
    deals.filter(
      (deal) =>
        closedBetween(deal, from, asOf) &&
        [...lastFlags(deal, (deal.life?.closed ?? 0) - 1)].some(
          (flag) => flag.kind === kind && flag.rule === rule && fires(flag),
        ),
    ),
  'hygiene-trend': ({ deals }, { asOf }, { month, kind, rule }) => {
    const start = dayOf(String(month));
    const day = start === null ? asOf : Math.min(asOf, periodAt(start, 'month').end - 1);
    return deals.filter(
      (deal) =>
        openAt(deal, day) &&
        [...lastFlags(deal, day)].some((flag) => flag.kind === kind && flag.rule === rule && flag.verdict === 'notMet'),
    );
  },
  'activity-patterns': ({ deals }, { asOf, from }, { outcome }) =>
    deals.filter(
      (deal) => deal.row.outcome === outcome && closedBetween(deal, from, asOf) && deal.activities.length > 0,
    ),
};

function fires({ kind, verdict }: Flag): boolean {
  return verdict === (kind === 'signal' ? 'met' : 'notMet');
}
