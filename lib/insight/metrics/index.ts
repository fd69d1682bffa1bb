import type { Book } from '../book';
import { contrasts } from '../findings/contrasts';
import type { Asked, Metric } from '../metric';
import { activityPatterns } from './activity-patterns';
import { coverage } from './coverage';
import { cycleLength } from './cycle-length';
import { firstResponse } from './first-response';
import { flagToFix } from './flag-to-fix';
import { forecast } from './forecast';
import { forecastAccuracy } from './forecast-accuracy';
import { hygiene, hygieneTrend } from './hygiene';
import { lifeTable } from './life-table';
import { movement, periodMovement } from './movement';
import { periodEnd } from './period-end';
import { pipeline } from './pipeline';
import { pushes } from './pushes';
import { reliability } from './reliability';
import { ruleLift } from './rule-lift';
import { stageConversion } from './stage-conversion';
import { stalled } from './stalled';
import { timeInStage } from './time-in-stage';
import { winRate } from './win-rate';

/** Every metric by its id, which is also the name of its SQL file; a test holds the two against each other. */
export const METRICS = {
  pipeline,
  coverage,
  movement,
  'period-movement': periodMovement,
  forecast,
  'forecast-accuracy': forecastAccuracy,
  'stage-conversion': stageConversion,
  'time-in-stage': timeInStage,
  'win-rate': winRate,
  'cycle-length': cycleLength,
  pushes,
  'period-end': periodEnd,
  'life-table': lifeTable,
  stalled,
  hygiene,
  'hygiene-trend': hygieneTrend,
  'flag-to-fix': flagToFix,
  reliability,
  'rule-lift': ruleLift,
  'first-response': firstResponse,
  'activity-patterns': activityPatterns,
  contrasts,
} as const satisfies Readonly<Record<string, (book: Book, asked: Asked) => Metric<object>>>;

export type MetricId = keyof typeof METRICS;

export const METRIC_IDS = Object.keys(METRICS) as MetricId[];
