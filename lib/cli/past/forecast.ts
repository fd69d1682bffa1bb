import { accuracyOf } from '@/lib/risk/forecast/accuracy';
import { forecastPeriods } from '@/lib/risk/forecast/forecast';
import type { PeriodKind } from '@/lib/risk/forecast/period';
import { UsageError, type Command, type Given } from '../command';
import { printJson } from '../report/print';
import { AMOUNT } from './amounts';
import { drive } from './drive';
import type { PastDeals } from './past-deals';
import { dealsReport, rounded } from './report';
import { pastFrom, seedOf } from './score';

export const forecast: Command = {
  name: 'forecast',
  summary: "Tests the forecast on a team's own past periods",
  takes: '<deals.csv>',
  least: 1,
  most: 1,
  options: {
    mapping: { value: 'file', says: 'Which column means what (YAML or JSON); needed' },
    events: { value: 'file', says: 'CSV of what happened when: deal, time, field, value' },
    period: { value: 'kind', says: 'week, month (default) or quarter' },
    seed: { value: 'number', says: 'A whole number for everything drawn by chance (default 1)' },
  },
  examples: ['deals.csv --mapping mapping.yaml', 'deals.csv --mapping mapping.yaml --period quarter'],
  run: (given, io) => {
    const kind = kindOf(given);
    const seed = seedOf(given);
    const read = pastFrom(given, io);
    if (!read.ok) return 2;
    const { past } = read;
    if (past.mapping.created === undefined || past.mapping.closed === undefined)
      throw new UsageError('a forecast needs "created" and "closed" in the mapping');
    const started = io.now();
    const { histories, unit, amountsKnown } = valued(past);
    const periods = drive(
      forecastPeriods({ histories, kind, asOf: past.asOf, amountsKnown, stage: past.roles.stage, seed }),
      io,
    );
    const accuracy = periods.some(({ actual }) => actual !== null) ? accuracyOf(periods) : null;
    const seconds = Math.round(io.now() - started) / 1000;
    const verdict = verdictOf(accuracy);
    const next = periods.find(({ actual }) => actual === null) ?? null;
    printJson(
      {
        ...dealsReport(past),
        seed,
        kind,
        unit,
        amountsKnown,
        ...rounded({ accuracy, next, periods }),
        verdict,
        seconds,
        notes: past.notes,
      },
      io,
    );
    return accuracy === null ? 1 : 0;
  },
};

function kindOf(given: Given): PeriodKind {
  const kind = given.value('period') ?? 'month';
  if (kind === 'week' || kind === 'month' || kind === 'quarter') return kind;
  throw new UsageError(`"${kind}" is no period: it is week, month or quarter`);
}

/** Without amounts, what is forecast is the number of won deals. An amount that is filled in at closing is not known before. */
function valued({ histories, mapping, dropped }: PastDeals) {
  if (mapping.amount === undefined)
    return { histories: histories.map((deal) => ({ ...deal, amount: 1 })), unit: 'won deals', amountsKnown: true };
  return { histories, unit: 'amount', amountsKnown: !dropped.some(({ id }) => id === AMOUNT) };
}

function verdictOf(accuracy: ReturnType<typeof accuracyOf> | null): string {
  if (accuracy === null)
    return 'There are too few periods with closed deals: three are needed before the first can be tested.';
  const { forecast: own, runRate } = accuracy;
  const [miss, rate] = [own.wape, runRate.wape];
  if (miss === null || rate === null) return 'Nothing was won in the periods to test on.';
  const shown = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const beside = miss < rate ? 'better than' : 'no better than';
  return `Over ${own.periods} periods the forecast was off by ${shown(miss)}, ${beside} the run rate (${shown(rate)}); the 80 % interval held ${own.covered} of them.`;
}
