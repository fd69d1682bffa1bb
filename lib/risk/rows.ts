/**
 * The shapes that everything learned from past deals is built on. Days are whole days since 1970-01-01 (UTC, `dayNumber` of
 * `lib/domain/calendar`), or null where the source has no dates. The folder has no clock: "today" is always a parameter.
 */

/**
 * A factor's value as it was known at that moment. `null`: the CRM says it is empty, which is a level of its own.
 * An absent key is unknown: it could not be read, so it says nothing in either direction.
 * Signals are `1` (fires) or `0`.
 */
export type FactorValue = string | number | null;

export type Values = Readonly<Record<string, FactorValue | undefined>>;

/** One row of the fit: one deal as it was known at one age. */
export type Observation = {
  dealId: string;
  /** When these values were known. */
  day: number | null;
  /** Days since the deal was created. */
  age: number | null;
  /** The answer: won within the horizon, or (without one) won at all. */
  won: 0 | 1;
  /** 1 / (rows of this deal), so that each deal counts once. */
  weight: number;
  values: Values;
};

/** What may predict. The direction of every weight and prior is given with it, because packs count towards losing. */
export type FactorDef =
  | {
      id: string;
      title: string;
      /** Named levels. */
      kind: 'category';
      /** Prior mean of a level, log-odds of WINNING; 0 where not named. */
      priors?: Readonly<Record<string, number>>;
    }
  | {
      id: string;
      title: string;
      /** Cut into bands: at `edges` where given (band i holds values below edge i), else at quantiles of the rows. */
      kind: 'number';
      edges?: readonly number[];
      /** Prior mean of each band, log-odds of WINNING. Only with `edges`; one more than there are edges. */
      bandPriors?: readonly number[];
      /** Written after the numbers of a band: `days`, `€`. */
      unit?: string;
    }
  | {
      id: string;
      title: string;
      /** A pack's signal. */
      kind: 'signal';
      /** The pack's weight: log-odds of LOSING when it fires. The prior mean of the coefficient is its negative. */
      weight: number;
    };

export type Outcome = 'won' | 'lost' | 'open';

/** A past or present deal with all that is known of its course: what rows and the life table are built from. */
export type DealHistory = {
  dealId: string;
  createdDay: number | null;
  /** Null while open, or where the source does not say. */
  closedDay: number | null;
  outcome: Outcome;
  /** Values at creation, or (without dates) as exported. */
  initial: Values;
  /** Later values of factors, in any order; `day` is when they became known. */
  changes: readonly ValueChange[];
  /** What the outcome was worth; null where unknown. Used by the forecast only. */
  amount: number | null;
};

export type ValueChange = { day: number; factor: string; value: FactorValue };

/** A factor that was not used, and the sentence that says why. */
export type DroppedFactor = { id: string; title: string; reason: DropReason; sentence: string };

export type DropReason =
  | 'oneLevel'
  | 'onlyOnOneSide'
  | 'onlyWhenClosed'
  | 'onlyWhenOpen'
  | 'emptyWithLeak'
  | 'givesAnswerAway'
  | 'fromTheFuture'
  | 'tooManyLevels';

/** What a long computation reports between its steps; it is a generator, so whoever drives it may stop at any of them. */
export type Progress = { phase: string; done: number; total: number };
