import type { JSX } from 'react';
import { ActivityView } from './activity';
import { FindingsView } from './findings';
import { ForecastView } from './forecast';
import { HygieneView } from './hygiene';
import { PipelineView } from './pipeline';
import { RatesView } from './rates';
import { ScoreView } from './score';
import { SlippageView } from './slippage';
import { StagesView } from './stages';
import { StalledView } from './stalled';

/** The day that movement is counted from, which one of the views lets a person choose. */
export type ViewProps = { since: number; onSince: (day: number) => void };

/** The ten views, in their order. */
export const VIEWS = {
  pipeline: PipelineView,
  forecast: ForecastView,
  stages: StagesView,
  rates: RatesView,
  slippage: SlippageView,
  stalled: StalledView,
  hygiene: HygieneView,
  score: ScoreView,
  findings: FindingsView,
  activity: ActivityView,
} as const satisfies Readonly<Record<string, (props: ViewProps) => JSX.Element>>;

export type ViewId = keyof typeof VIEWS;
