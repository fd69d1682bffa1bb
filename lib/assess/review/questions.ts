import type { Assessment, CriterionResult, Evidence } from '@/lib/domain/assessment';
import type { Facts } from '@/lib/domain/facts';
import { daysBetween } from '@/lib/domain/calendar';
import { isLate, type Call, type Commitment } from '@/lib/domain/review';
import type { SinceVisit } from '@/lib/domain/since-visit';

/** A criterion as a question needs it: `why` it is asked for, and what it last rested on. */
type About = { title: string; why: string; evidence: readonly Evidence[] };

/**
 * A question for the rep, with what it rests on; a language's words are put to it where it is shown. `id` is the same as long
 * as the matter is.
 */
export type Question = { id: string } & (
  | { kind: 'promised'; text: string; due: string; days: number }
  | ({ kind: 'bypassed'; stage: string; since: number | null } & About)
  | ({ kind: 'regressed'; lastMet: number } & About)
  | { kind: 'overdue'; days: number }
  | { kind: 'pushed'; times: number; days: number | null }
  | { kind: 'cut'; from: SinceVisit['moves'][number]['from']; to: SinceVisit['moves'][number]['to'] }
  | { kind: 'disagree'; call: Call; chance: number }
  | { kind: 'silent'; days: number }
  | ({ kind: 'required' | 'open' } & About)
  | { kind: 'gone'; names: readonly string[] }
  | { kind: 'alone'; engaged: number }
  | { kind: 'signal'; signal: string; title: string; why: string; points: number }
  | { kind: 'gap'; label: string; gap: Assessment['gaps'][number]['kind']; value: string | null }
  | ({ kind: 'unread'; inputs: readonly string[] } & About)
  | { kind: 'stuck'; days: number }
  | { kind: 'clean'; met: number; of: number }
  | { kind: 'stop' | 'who' }
);

export type Asked = {
  assessment: Assessment;
  facts: Facts;
  /** Since the last review; null when there was none. */
  since: SinceVisit | null;
  call: Call | null;
  commitments: readonly Commitment[];
  today: string;
  /** What a signal's verdict rests on, by its id: `facts.pushes`, `deal.closeDate` … (see `lookedAt`). */
  restsOn: (signal: string) => readonly string[];
};

const MOST = 5;
const FEWEST = 3;
/** At most so many of one kind: five unmet criteria make no conversation. */
const OF_A_KIND = 2;
const SILENT_DAYS = 21;
const STUCK_DAYS = 60;
const ENGAGED = 2;
/** Points of risk from which on a signal is worth a question. */
const HEAVY = 3;
/** What these questions are about: a signal that rests on nothing else asks the same once more. */
const ABOUT: Readonly<Partial<Record<Question['kind'], readonly string[]>>> = {
  overdue: ['deal.closeDate', 'facts.daysToClose'],
  pushed: ['facts.pushes', 'facts.pushedDays'],
  cut: ['facts.amountChangePercent'],
  silent: ['facts.daysSilent'],
  alone: ['facts.contactsEngaged', 'facts.contactsCount'],
  stuck: ['facts.stageAgeDays'],
};
/** Says for which deals a rule is meant more often than what it asks. */
const FOR_WHOM = 'stage';

/** How far a call and the score may be apart, in percent, before it is asked why. */
const SURE: Readonly<Record<Call, (chance: number) => boolean>> = {
  commit: (chance) => chance < 50,
  bestCase: (chance) => chance < 25,
  pipeline: () => false,
  omit: (chance) => chance > 50,
};

/**
 * Three to five questions for the talk about a deal, from its verdicts: broken promises and gates first, then what moved, then what is
 * missing. Where little is wrong, the questions are those that a sound deal still has to answer.
 */
export function questionsOf(asked: Asked): Question[] {
  const found = [
    ...promised(asked),
    ...gates(asked.assessment),
    ...moves(asked),
    ...standing(asked),
    ...missing(asked.assessment),
  ];
  const asking = new Set(found.flatMap(({ kind }) => ABOUT[kind] ?? []));
  const all = found.filter((question) => !(question.kind === 'signal' && isAsked(question.signal, asking, asked)));
  const counts = new Map<string, number>();
  const told = new Set<string>();
  const chosen = all.filter((question) => {
    const count = counts.get(question.kind) ?? 0;
    const subject = 'title' in question ? question.title : question.id;
    if (count >= OF_A_KIND || told.has(subject)) return false;
    counts.set(question.kind, count + 1);
    told.add(subject);
    return true;
  });
  return [...chosen.slice(0, MOST), ...fallback(asked.assessment, FEWEST - chosen.length)];
}

function isAsked(signal: string, asking: ReadonlySet<string>, { restsOn }: Asked): boolean {
  const inputs = restsOn(signal).filter((input) => input !== FOR_WHOM);
  return inputs.length > 0 && inputs.every((input) => asking.has(input));
}

function promised({ commitments, today }: Asked): Question[] {
  return commitments.flatMap((each): Question[] => {
    if (!isLate(each, today) || each.due === null) return [];
    const days = daysBetween(each.due, today) ?? 0;
    return [{ id: `promised ${each.id}`, kind: 'promised', text: each.text, due: each.due, days }];
  });
}

function gates({ bypassed = [], regressions = [] }: Assessment): Question[] {
  return [
    ...bypassed.flatMap(({ stage, since, criteria }) =>
      criteria.map((one): Question => ({
        id: `bypassed ${one.id}`,
        kind: 'bypassed',
        stage: stage.title,
        since,
        ...aboutOf(one),
      })),
    ),
    ...regressions.flatMap((one): Question[] =>
      one.regressed
        ? [{ id: `regressed ${one.id}`, kind: 'regressed', lastMet: one.regressed.lastMet, ...aboutOf(one) }]
        : [],
    ),
  ];
}

function moves({ assessment, facts, since, call }: Asked): Question[] {
  const left = valueOf(facts, 'daysToClose');
  const pushes = valueOf(facts, 'pushes');
  const cut = since?.moves.find(({ turn }) => turn?.kind === 'cut');
  const { risk } = assessment;
  const chance = risk.state === 'score' ? 100 - risk.risk : null;
  const found: (Question | false)[] = [
    left !== null && left < 0 && { id: 'overdue', kind: 'overdue', days: -left },
    pushes !== null &&
      pushes > 0 && { id: 'pushed', kind: 'pushed', times: pushes, days: valueOf(facts, 'pushedDays') },
    cut !== undefined && { id: 'cut', kind: 'cut', from: cut.from, to: cut.to },
    call !== null && chance !== null && SURE[call](chance) && { id: 'disagree', kind: 'disagree', call, chance },
    (since?.contacts.gone.length ?? 0) > 0 && { id: 'gone', kind: 'gone', names: since?.contacts.gone ?? [] },
  ];
  return found.filter((question) => question !== false);
}

function standing({ assessment, facts }: Asked): Question[] {
  const silent = valueOf(facts, 'daysSilent');
  const stuck = valueOf(facts, 'stageAgeDays');
  const engaged = valueOf(facts, 'contactsEngaged');
  const unmet = assessment.criteria.filter(({ verdict }) => verdict.kind === 'notMet');
  const found: (Question | false)[] = [
    silent !== null && silent >= SILENT_DAYS && { id: 'silent', kind: 'silent', days: silent },
    ...unmet
      .filter(({ enforce }) => enforce === 'block')
      .map((one): Question => ({ id: `required ${one.id}`, kind: 'required', ...aboutOf(one) })),
    engaged !== null && engaged < ENGAGED && { id: 'alone', kind: 'alone', engaged },
    stuck !== null && stuck >= STUCK_DAYS && { id: 'stuck', kind: 'stuck', days: stuck },
    ...heavySignals(assessment),
    ...unmet
      .filter(({ enforce }) => enforce !== 'block')
      .map((one): Question => ({ id: `open ${one.id}`, kind: 'open', ...aboutOf(one) })),
  ];
  return found.filter((question) => question !== false);
}

function heavySignals({ risk, signals }: Assessment): Question[] {
  if (risk.state === 'none') return [];
  return risk.factors
    .toSorted((a, b) => b.points - a.points)
    .flatMap(({ id, points }): Question[] => {
      const signal = signals.find(
        (each) => each.verdict.kind === 'met' && (id === each.id || id === `signal:${each.id}`),
      );
      if (signal === undefined || points < HEAVY) return [];
      return [
        { id: `signal ${signal.id}`, kind: 'signal', signal: signal.id, title: signal.title, why: signal.why, points },
      ];
    });
}

function missing({ stage, gaps, criteria }: Assessment): Question[] {
  const due = stage.state === 'known' ? gaps.filter((gap) => gap.due === 'now') : [];
  return [
    ...due.map(({ field, label, kind, value }): Question => ({
      id: `gap ${field}`,
      kind: 'gap',
      label,
      gap: kind,
      value,
    })),
    ...criteria.flatMap((one): Question[] => {
      if (one.verdict.kind !== 'unknown') return [];
      const inputs = one.verdict.inputs.map(({ label }) => label);
      return [{ id: `unread ${one.id}`, kind: 'unread', inputs, ...aboutOf(one) }];
    }),
  ];
}

function fallback({ criteria }: Assessment, count: number): Question[] {
  const applying = criteria.filter(({ verdict }) => verdict.kind !== 'notApplicable');
  const met = applying.filter(({ verdict }) => verdict.kind === 'met').length;
  const all: Question[] = [
    { id: 'clean', kind: 'clean', met, of: applying.length },
    { id: 'who', kind: 'who' },
    { id: 'stop', kind: 'stop' },
  ];
  return all.slice(0, Math.max(0, count));
}

function aboutOf({ title, why, evidence = [] }: CriterionResult): About {
  return { title, why, evidence };
}

function valueOf(facts: Facts, key: keyof Facts): number | null {
  const fact = facts[key];
  return fact.state === 'value' ? fact.value : null;
}
