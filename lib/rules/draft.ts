import type { FieldKey } from '@/lib/domain/fields';
import type { PackSource } from './schema';

/** Something of a pack and where it was written, so that an error finds its way back there. */
export type Placed<T> = { item: T; pack: string; path: string };

export type FieldSource = NonNullable<PackSource['fields'][string]>;
export type StageSource = PackSource['stages'][number];
export type CriterionSource = StageSource['exit'][number];
type SignalSource = PackSource['signals'][number];
export type StepSource = PackSource['steps'][number];
type FillSource = PackSource['fills'][number];
export type VariantSource = PackSource['variants'][number];

type AlertsSource = NonNullable<PackSource['alerts']>;

export type DraftStage = Placed<Omit<StageSource, 'entry' | 'exit'>> & {
  entry: Placed<CriterionSource>[];
  exit: Placed<CriterionSource>[];
};

/** A field merged from several documents: where each of its properties was written. */
export type PlacedField = Placed<FieldSource> & { parts: ReadonlyMap<string, Placed<unknown>> };

/** A pack being put together from those it extends and itself. */
export type Draft = {
  fields: Map<FieldKey, PlacedField>;
  stages: DraftStage[];
  signals: Placed<SignalSource>[];
  steps: Placed<StepSource>[];
  fills: Placed<FillSource>[];
  variants: Placed<VariantSource>[];
  /** The last one that says anything counts as a whole. */
  alerts: AlertsSource | null;
  withoutFactors: readonly string[] | null;
};

export function emptyDraft(): Draft {
  return {
    fields: new Map(),
    stages: [],
    signals: [],
    steps: [],
    fills: [],
    variants: [],
    alerts: null,
    withoutFactors: null,
  };
}

/** Every rule of a draft: criteria of all stages, signals, steps. */
export function rulesOf(draft: Draft): Placed<{ id: string; title: string }>[] {
  return [...draft.stages.flatMap((s) => [...s.entry, ...s.exit]), ...draft.signals, ...draft.steps];
}
