import { dayFromNumber, formatDay } from '@/lib/domain/calendar';
import type { Model } from '@/lib/risk/model';
import type { PastDeals } from './past-deals';

const DIGITS = 4;

/** What was read, and what of it was not used, with counts. */
export function dealsReport({ table, histories, aside, asOf }: PastDeals): Record<string, unknown> {
  const count = (outcome: string): number => histories.filter((h) => h.outcome === outcome).length;
  const [won, lost, open] = [count('won'), count('lost'), count('open')];
  const closed = won + lost;
  return {
    file: {
      name: table.file,
      rows: table.rows.length,
      encoding: table.encoding,
      delimiter: table.delimiter,
      raggedRows: table.ragged,
      blankRows: table.blank,
    },
    n: closed,
    winRate: closed === 0 ? null : rounded(won / closed),
    deals: { used: histories.length, won, lost, open },
    setAside: aside.counts(),
    asOf: asOf === 0 ? null : formatDay(dayFromNumber(asOf)),
  };
}

/** The factors of the model fitted on all deals, and those that are not in it, with the reason. */
export function factorsReport(model: Model, seconds: number): Record<string, unknown> {
  const factors = model.factors.map(({ id, title, kind, levels }) => ({
    id,
    title,
    kind,
    levels: levels.map(({ label, coef, se, deals, wins }) => ({
      level: label,
      logOdds: rounded(coef),
      se: rounded(se),
      n: deals,
      won: wins,
    })),
  }));
  return {
    model: {
      prior: model.priorSd ?? 'win rate only',
      why: model.choice,
      dataHash: model.dataHash,
      seconds,
      intercept: rounded(model.intercept),
    },
    factors: { kept: factors, dropped: model.dropped },
    life:
      model.lifeTable === null
        ? null
        : { wonAges: rounded(model.lifeTable.wonAges), lostAges: rounded(model.lifeTable.lostAges) },
  };
}

/** The same with every number to four digits after the point. */
export function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'number' ? Number(inner.toFixed(DIGITS)) : inner,
    ),
  ) as T;
}
