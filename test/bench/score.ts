import { runBacktest, type BacktestRun } from '@/lib/risk/backtest/backtest';
import { predictSplit } from '@/lib/risk/backtest/predict-split';
import { fitRows } from '@/lib/risk/fit/fit-rows';
import { accuracyOf, type ForecastAccuracy } from '@/lib/risk/forecast/accuracy';
import { forecastPeriods } from '@/lib/risk/forecast/forecast';
import { metricsOf } from '@/lib/risk/measure/metrics';
import { buildRows, outcomeRows } from '@/lib/risk/past/build-rows';
import { courseFactors, courseValues } from '@/lib/risk/past/course';
import type { FactorDef } from '@/lib/risk/rows';
import { chanceOf, shuffled } from '@/lib/risk/seeded';
import type { CliIo } from '@/lib/cli/io';
import { labelled } from '@/lib/cli/past/labelled';
import { readPastDeals, type PastDeals } from '@/lib/cli/past/past-deals';
import { readMapping } from '@/lib/cli/past/read-mapping';
import { readProtocol } from '@/lib/risk/backtest/protocol';
import { drive, LAST_SEEN, makeCourses, makeRows } from '@/test/risk/support';

const SEED = 1;
const DRAWS = 8;

/** The deals of a set, read as the command line reads them. */
export function readSet(deals: string, mapping: string, io: CliIo): PastDeals {
  const file = readMapping(mapping, io);
  if (!file.ok) throw new Error(file.problems.map(({ message }) => message).join('; '));
  const read = readPastDeals(deals, undefined, file.file, io);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  return read.past;
}

export function backtest(past: PastDeals, name: string): BacktestRun {
  const protocol = readProtocol(name);
  if (protocol === null) throw new Error(`no protocol ${name}`);
  const { rows, horizon } = labelled(past, protocol);
  return drive(runBacktest({ rows, defs: past.defs, protocol, seed: SEED, horizon, stage: past.stage }));
}

export function monthly({ histories, asOf, roles }: PastDeals, amountsKnown: boolean): ForecastAccuracy {
  const input = { histories, kind: 'month' as const, asOf, amountsKnown, stage: roles.stage, seed: SEED };
  return accuracyOf(drive(forecastPeriods(input)));
}

/** Mean gain on all other deals when only some, drawn by chance, are learned from. */
export function drawn({ histories, defs }: PastDeals, deals: number): { mean: number; each: number[] } {
  const rows = outcomeRows(histories);
  const each = Array.from({ length: DRAWS }, (_, i) => {
    const order = shuffled(rows, chanceOf(SEED + i));
    const split = { train: order.slice(0, deals), test: order.slice(deals) };
    return metricsOf(drive(predictSplit(split, defs, null)).model).gain;
  });
  return { mean: each.reduce((sum, gain) => sum + gain, 0) / DRAWS, each };
}

/** Made-up deals with stages and activities: won within 30 days, with and without what their course says. */
export function courses(): { with: BacktestRun; without: BacktestRun } {
  const roles = { stage: 'stage', activity: 'activity', closeDate: null };
  const { rows } = buildRows(makeCourses(2_500, SEED), {
    horizon: 30,
    asOf: LAST_SEEN,
    withHistory: true,
    extra: (history, day) => courseValues(history, day, roles),
  });
  const stage: FactorDef = { id: 'stage', title: 'Stage', kind: 'category' };
  const run = (defs: FactorDef[]): BacktestRun =>
    drive(runBacktest({ rows, defs, protocol: { kind: 'time', share: 0.7 }, seed: SEED, horizon: 30, stage: 'stage' }));
  const all = courseFactors(roles);
  return { with: run([stage, ...all]), without: run(all.filter(({ id }) => id === 'course.age')) };
}

/** Milliseconds of wall and of this process to choose the strength and fit 10,000 deals of so many factors and levels. */
export function fit10k(factors: number, levels: number): { wall: number; cpu: number; columns: number } {
  const { rows, defs } = makeRows({ deals: 10_000, factors, levels, effect: 0.3, seed: SEED });
  const [started, before] = [performance.now(), process.cpuUsage()];
  const { encoding } = drive(fitRows(rows, defs));
  const used = process.cpuUsage(before);
  return { wall: performance.now() - started, cpu: (used.user + used.system) / 1000, columns: encoding.columns - 1 };
}
