import { openAt, type BookDeal } from '../book';
import { groupBy, leftOf, type MetricOf } from '../metric';
import { dayText, type Period } from '../periods';
import { valueAt } from '../timeline';

/** Open deals of a stage that are due in a period, in one currency; `period_start` null without a close date. */
export type PipelineRow = {
  pipeline: string | null;
  stage: string | null;
  position: number | null;
  period_start: string | null;
  currency: string | null;
  n: number;
  amount: number;
  /** Deals of these without an amount: `amount` leaves them out. */
  without_amount: number;
  deals: readonly string[];
};

/** The open pipeline by stage and by the period its deals are due in. */
export const pipeline: MetricOf<PipelineRow> = (book, { asOf, periods }) => {
  const open = book.deals.filter((deal) => openAt(deal, asOf));
  const positions = new Map(book.layout.stages.map((row) => [JSON.stringify([row.pipeline, row.stage]), row.position]));
  const groups = groupBy(open, (deal) =>
    JSON.stringify([
      deal.row.pipeline,
      valueAt(deal.stage, asOf),
      startOf(valueAt(deal.closeDate, asOf), periods),
      deal.currency,
    ]),
  );
  const rows = [...groups].map(([key, deals]) => rowOf(key, deals, asOf, positions));
  return {
    metric: 'pipeline',
    n: open.length,
    from: null,
    to: dayText(asOf),
    rows,
    left: leftOf({
      noPlaceInTime: book.deals.filter(({ life }) => life === null).length,
      noAmount: rows.reduce((sum, row) => sum + row.without_amount, 0),
    }),
  };
};

function rowOf(
  key: string,
  deals: readonly BookDeal[],
  asOf: number,
  positions: ReadonlyMap<string, number>,
): PipelineRow {
  const [pipelineName, stage, periodStart, currency] = JSON.parse(key) as (string | null)[]; // made above
  const amounts = deals.map((deal) => valueAt(deal.amount, asOf));
  return {
    pipeline: pipelineName ?? null,
    stage: stage ?? null,
    position: positions.get(JSON.stringify([pipelineName, stage])) ?? null,
    period_start: periodStart ?? null,
    currency: currency ?? null,
    n: deals.length,
    amount: amounts.reduce((sum: number, amount) => sum + (amount ?? 0), 0),
    without_amount: amounts.filter((amount) => amount === null).length,
    deals: deals.map(({ id }) => id),
  };
}

function startOf(day: number | null, periods: readonly Period[]): string | null {
  const period = day === null ? undefined : periods.find(({ start, end }) => day >= start && day < end);
  return period === undefined ? null : dayText(period.start);
}
