import type { Change, FieldValue, UnknownReason } from './deal';
import type { History } from './facts';
import type { FieldKey } from './fields';

/**
 * Something a verdict needed and could not get: a field (`closeDate`), a list (`contacts`), a key of its rows
 * (`contacts.lastActivityAt`) or a fact (`facts.pushes`). `empty`: the CRM says that the field is blank, so what would be
 * derived from it does not exist. `noHistory`: nothing earlier was seen.
 */
export type MissingInput = {
  input: string;
  label: string;
  reason: UnknownReason | 'noHistory' | 'empty';
  raw?: string;
};

/** What a rule says about a deal. */
export type Verdict =
  | { kind: 'met' }
  | { kind: 'notMet' }
  | { kind: 'unknown'; inputs: readonly MissingInput[] }
  | { kind: 'notApplicable' }
  | { kind: 'broken'; reason: string };

export type Enforcement = 'block' | 'warn' | 'info';

/**
 * Something seen that a criterion, or the freshness of a field, rests on. Times are ms since the epoch; a calendar date is
 * its midnight UTC.
 */
export type Evidence = {
  kind: 'contact' | 'activity' | 'change' | 'date' | 'link';
  /** What a person recognises: the contact with its role, the activity's subject, the field's label. */
  label: string;
  /** Null where it has no date: a link, or a contact without an activity. */
  at: number | null;
  /** Whole days since: calendar days for a date, elapsed ones for an instant. */
  ageDays: number | null;
  /** Last moment (for a date: last day) on which it counts; null when it does not expire. Before now: it no longer counts. */
  expiresAt: number | null;
  /** Only of a link: its http or https address. */
  url?: string;
};

/** A criterion of the stage with its verdict. `edge` says whether it guards leaving this stage or entering the next. */
export type CriterionResult = {
  id: string;
  title: string;
  why: string;
  stage: string;
  edge: 'exit' | 'entry';
  enforce: Enforcement;
  verdict: Verdict;
  fix: FieldKey | null;
  /** What it rests on, latest first; when nothing counts any more, the one that expired last. Absent where none is asked for. */
  evidence?: readonly Evidence[];
  /** Who may grant an exception, as the pack says. */
  exception?: string;
  /** It was met and no longer is. `lastMet`: the last assessment that saw it met; `since`: the first that saw it not met; ms. */
  regressed?: { since: number; lastMet: number };
};

/** A stage that the deal has reached or passed although criteria of it certainly do not hold. */
export type Bypass = {
  stage: { id: string; title: string };
  /** `block` and `warn` only, certainly not met now, and never seen met. */
  criteria: readonly CriterionResult[];
  /** When the deal went past, ms; null when that was not seen. */
  since: number | null;
  /** The change of stage that went past; null when it was not seen. */
  via: Change | null;
};

export type GapKind = 'missing' | 'junk' | 'stale' | 'invalid' | 'contradictory';

/** A field that is missing or doubtful; `due` says whether at this stage or at the next. */
export type Gap = {
  field: FieldKey;
  label: string;
  kind: GapKind;
  /** The doubtful text as read, cut to 120 characters; null for a missing one. */
  value: string | null;
  why: string;
  due: 'now' | 'soon';
  /** Why the value is doubtful, in a polite sentence. */
  reason?: string;
  /** Of a stale value: what confirmed it last, with its age and when that ran out. */
  confirmed?: Evidence;
  /** Of a contradictory value: the labels of what it does not agree with. */
  against?: readonly string[];
};

/** A signal with its verdict: `met` means that it fires. `weight` is what it then adds to the log-odds of losing. */
export type SignalResult = { id: string; title: string; why: string; verdict: Verdict; weight: number };

/**
 * One addend of the risk. `points` of all factors and the base add up to the risk exactly (integers). From a fitted model it
 * also has the deal's level, the points' 80 % interval, and how many closed deals speak for it.
 */
export type RiskFactor = {
  id: string;
  title: string;
  points: number;
  level?: string;
  low?: number;
  high?: number;
  deals?: number;
};

/** What the number is made of, be it a guess or learned. */
type Reckoned = {
  risk: number;
  low: number;
  high: number;
  base: number;
  factors: readonly RiskFactor[];
  /** Of the team's own, in the time that was looked at. */
  closedDeals: number;
};

/** When a deal may close, from how long the team's own deals took. */
export type Outlook = {
  /** Chance, in percent, to be won by its close date; null without one, or when it has passed. */
  byCloseDate: number | null;
  closeDate: string | null;
  /** If it is won, it is as likely before as after this day; null where the past is too short to tell. */
  realistic: string | null;
};

/** Risk of losing, 0–100. A band of the pack's own weights until the team's closed deals tell; then a number. */
export type Risk =
  | ({ state: 'band' } & Reckoned & {
        /** How many more closed deals would make the band half as wide; null where they alone cannot. */
        halvedBy?: number | null;
        /** Closed deals tell nothing beyond the win rate: the sentence that says so. */
        noSkill?: { winRate: number; sentence: string };
      })
  | ({ state: 'score' } & Reckoned & { winRate: number; horizonDays: number | null; outlook: Outlook | null })
  | { state: 'none'; reason: 'nothingRead' | 'noSignals' | 'closed' };

/** A risk as it once stood: enough to say why it moved. */
export type PastRisk = { at: number; model: string | null; risk: Risk };

/** A suggested next action. `effect` is the change of risk in points if it were done (negative is better). */
export type StepResult = {
  id: string;
  title: string;
  why: string;
  minutes: number;
  effect: number;
  /** The task that would do it in the CRM; `dueDays` from now. */
  task?: { subject: string; dueDays: number | null };
};

/** A proposed value for a gap, and where it comes from. */
export type Fill = { field: FieldKey; value: FieldValue; because: string };

/** A rule that failed: named apart, so that one bad rule never hides the others. */
export type BrokenRule = { id: string; title: string; reason: string };

/** What a pack says about one deal at one time. */
export type Assessment = {
  format: 1;
  dealId: string;
  /** ms since the epoch: the `now` of every rule */
  at: number;
  pack: { id: string; version: number; title: string; hash: string };
  snapshotHash: string;
  /** Of the fitted model that the risk comes from; absent where it is a band of the pack's weights. */
  model?: string;
  /** False when the pack says that it is not for this deal; then nothing was checked. */
  applies: boolean;
  stage: {
    label: string | null;
    /** Id in the pack; null when the stage could not be read or the pack does not know it. */
    id: string | null;
    title: string | null;
    next: { id: string; title: string } | null;
    state: 'known' | 'notInPack' | 'unreadable' | 'closed';
  };
  read: { source: 'page' | 'api' | 'mixed'; read: number; empty: number; unknown: readonly MissingInput[] };
  criteria: readonly CriterionResult[];
  gaps: readonly Gap[];
  signals: readonly SignalResult[];
  risk: Risk;
  steps: readonly StepResult[];
  /** Proposed values for the gaps. */
  fills?: readonly Fill[];
  broken: readonly BrokenRule[];
  /** Stages reached without their criteria, in the order of the process. */
  bypassed?: readonly Bypass[];
  /** Every criterion that was met and no longer is: of this stage, and of those the deal has passed. */
  regressions?: readonly CriterionResult[];
  /** When each criterion was last seen met, ms, by id: what the next assessment knows of the past. */
  lastMet?: Readonly<Record<string, number>>;
  /** The pack's variants that apply to this deal, or may. */
  variants?: readonly { id: string; title: string; state: 'applies' | 'unknown' }[];
};

/** What the next assessment of a deal needs of the one before. An assessment is one, with more than that. */
export type Remembered = {
  dealId: string;
  at: number;
  pack: { hash: string };
  criteria: readonly Pick<CriterionResult, 'id' | 'verdict'>[];
  lastMet?: Readonly<Record<string, number>>;
  regressions?: readonly Pick<CriterionResult, 'id' | 'regressed'>[];
};

/** What an assessment rests on besides reading, pack and model: with all of them it can be made again, byte by byte. */
export type Basis = {
  /** The user's calendar day. */
  today: string;
  /** In which the pack's texts were asked for. */
  language: string;
  history: History;
  previous: Remembered | null;
};

/** The least that the next assessment must remember of this one. What is met now is in `lastMet` as well. */
export function remember({ dealId, at, pack, criteria, lastMet, regressions }: Remembered): Remembered {
  const least: Remembered = { dealId, at, pack: { hash: pack.hash }, criteria: lastMet === undefined ? criteria : [] };
  if (lastMet !== undefined) least.lastMet = lastMet;
  if (regressions !== undefined)
    least.regressions = regressions.map(({ id, regressed }) => ({
      id,
      ...(regressed === undefined ? {} : { regressed }),
    }));
  return least;
}
