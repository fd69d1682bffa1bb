import type { CriterionResult, SignalResult, Verdict } from '@/lib/domain/assessment';
import { junkReason } from '@/lib/rules/junk';
import type { EvaluationInput, OpenStep } from '@/lib/rules/pack-result';
import { appliesFrom, rulesOf, type TemplateId } from './rules-200';
import {
  and,
  factOf,
  holds,
  isBlank,
  isUnread,
  merge,
  not,
  open,
  or,
  readerOf,
  rowsOf,
  type Answer,
  type Maybe,
  type Rows,
  type Time,
  type Unread,
} from './twin-values';

type Contact = { role: Maybe<string>; title: Maybe<string>; last: Maybe<Time> };
type Activity = { type: Maybe<string>; at: Maybe<Time> };
type Rule = (d: TwinDeal) => Answer;

/** A deal as someone who writes the rules by hand would first read it: each field once. */
type TwinDeal = ReturnType<typeof read>;

const STAGES: Readonly<Record<string, string>> = {
  discovery: 'discovery',
  qualification: 'discovery',
  proposal: 'proposal',
  negotiation: 'negotiation',
  'on hold': 'on-hold',
  'closed won': 'won',
  'closed lost': 'lost',
};

function read(input: EvaluationInput) {
  const r = readerOf(input);
  const { contactsCount, contactsEngaged, daysSilent, pushes, stageAgeDays } = input.facts;
  const { contacts, activities } = input.deal.lists;
  const label = r.text('stage.label', 'Stage');
  return {
    now: input.clock.now,
    stage: typeof label === 'string' ? (STAGES[label.toLowerCase()] ?? '') : label,
    amount: r.number('amount', 'Amount'),
    budget: r.number('custom.budget', 'Budget'),
    closeDate: r.time('closeDate', 'Close date'),
    createdAt: r.time('createdAt', 'Created'),
    nextStep: r.text('nextStep', 'Next step'),
    nextStepDate: r.time('nextStepDate', 'Next step date'),
    industry: r.text('account.industry', 'Industry'),
    discount: r.number('discountPercent', 'Discount'),
    probability: r.number('probability', 'Probability'),
    forecast: r.text('forecastCategory', 'Forecast category'),
    economicBuyer: r.text('custom.economic_buyer', 'Economic buyer'),
    approvedBy: r.text('custom.approved_by', 'Approved by'),
    contactsCount: factOf(contactsCount),
    contactsEngaged: factOf(contactsEngaged),
    daysSilent: factOf(daysSilent),
    pushes: factOf(pushes),
    stageAgeDays: factOf(stageAgeDays),
    contacts: rowsOf(contacts, 'contacts', (row): Contact => ({
      role: r.cellText('contacts', row, 'role'),
      title: r.cellText('contacts', row, 'title'),
      last: r.cellTime('contacts', row, 'lastActivityAt'),
    })),
    activities: rowsOf(activities, 'activities', (row): Activity => ({
      type: r.cellText('activities', row, 'type'),
      at: r.cellTime('activities', row, 'at'),
    })),
  };
}

/** A number against a share of another; blank on either side is no. */
function againstShare(
  a: Maybe<number>,
  share: number,
  b: Maybe<number>,
  test: (a: number, b: number) => boolean,
): Answer {
  if (typeof a === 'number' && typeof b === 'number') return test(a, share * b);
  if (a === null || b === null) return false;
  if (typeof a === 'number') return isUnread(b) ? b : false;
  return isUnread(b) ? merge(a, b) : a;
}

function before(v: Maybe<Time>, ms: number, day: number, exact: boolean): Answer {
  return holds(v, (t) => (t.exact && exact ? t.ms < ms : t.day < day));
}

function some<R>(list: Rows<R> | Unread, test: (row: R) => Answer): Answer {
  if ('unread' in list) return list;
  let answer: Answer = list.rest ?? false;
  for (const row of list.rows) {
    const v = test(row);
    if (v === true) return true;
    answer = open(answer, v);
  }
  return answer;
}

function every<R>(list: Rows<R> | Unread, test: (row: R) => Answer): Answer {
  if ('unread' in list) return list;
  let answer: Answer = list.rest ?? true;
  for (const row of list.rows) {
    const v = test(row);
    if (v === false) return false;
    answer = open(answer, v);
  }
  return answer;
}

/** Whether fewer than so many rows hold; any that cannot be judged leaves it open. */
function fewer<R>(list: Rows<R> | Unread, most: number, test: (row: R) => Answer): Answer {
  if ('unread' in list) return list;
  let answer: Answer = false;
  let found = 0;
  for (const row of list.rows) {
    const v = test(row);
    if (v === true) found += 1;
    else answer = open(answer, v);
  }
  if (answer !== false) return answer;
  return list.rest ?? found < most;
}

const DAY_MS = 86_400_000;

/** The same rules as `TEMPLATES`, by hand. */
const RULES: Readonly<Record<TemplateId, (n: number) => Rule>> = {
  'amount-small': (n) => (d) => holds(d.amount, (v) => v < 5_000 * (n + 1)),
  'budget-short': (n) => {
    const share = Number(`0.${n + 1}`);
    return (d) =>
      and(
        holds(d.amount, (v) => v > 1),
        againstShare(d.budget, share, d.amount, (a, b) => a < b),
      );
  },
  'close-date-near': (n) => (d) => holds(d.closeDate, (t) => t.since <= 0 && -t.since <= 7 + 7 * n),
  'closes-before': (n) => {
    const ms = Date.UTC(2026, n % 9, 15);
    return (d) => before(d.closeDate, ms, ms / DAY_MS, true);
  },
  'created-long-ago': (n) => (d) => {
    const ms = d.now - (20 + 15 * n) * DAY_MS;
    return before(d.createdAt, ms, Math.floor(ms / DAY_MS), true);
  },
  'industry-hard': (n) => (d) => holds(d.industry, (v) => v === 'Retail' || v === 'Energy' || v === `Sector ${n}`),
  'discount-unapproved': (n) => (d) =>
    and(
      holds(d.discount, (v) => v > 5 * n),
      not(holds(d.approvedBy, () => true)),
    ),
  'pushed-or-silent': (n) => (d) =>
    or(
      holds(d.pushes, (v) => v >= 1 + (n % 4)),
      holds(d.daysSilent, (v) => v > 14 + 7 * n),
    ),
  'long-in-stage': (n) => (d) => {
    const elsewhere = isUnread(d.stage) ? d.stage : d.stage !== 'on-hold';
    return and(
      elsewhere,
      holds(d.stageAgeDays, (v) => v >= 30 + 15 * n),
    );
  },
  'role-not-in-touch': (n) => (d) =>
    not(
      some(d.contacts, (c) =>
        and(
          holds(c.role, (v) => v === `Role ${n % 6}`),
          holds(c.last, (t) => t.since < 10 + 10 * n),
        ),
      ),
    ),
  'only-titles': (n) => (d) =>
    and(
      holds(d.contactsCount, (v) => v > 0),
      every(d.contacts, (c) => holds(c.title, (v) => v.includes(`Title ${n % 4}`))),
    ),
  'few-engaged': (n) => (d) =>
    and(
      holds(d.contactsEngaged, (v) => v < 1 + (n % 4)),
      holds(d.contactsCount, (v) => v > n % 4),
    ),
  'meeting-held': (n) => (d) =>
    some(d.activities, (a) =>
      and(
        holds(a.type, (v) => v === 'Meeting'),
        holds(a.at, (t) => t.since >= 0 && t.since <= 7 + 7 * n),
      ),
    ),
  'next-step-weak': (n) => (d) => {
    const v = d.nextStep;
    if (typeof v !== 'string') return v ?? true;
    return v.trim() === '' || (n % 5 === 0 ? junkReason(v) !== null : v.includes(`phase ${n}`));
  },
  'probability-odd': (n) => (d) =>
    or(
      and(
        holds(d.stage, (v) => v === 'discovery'),
        holds(d.probability, (v) => v >= 50 + 5 * n),
      ),
      and(
        holds(d.stage, (v) => v === 'proposal' || v === 'negotiation'),
        holds(d.probability, (v) => v <= 5 + 3 * n),
      ),
    ),
  'redate-step': (n) => (d) =>
    or(
      holds(d.nextStepDate, (t) => -t.since < -n),
      isBlank(d.nextStepDate),
    ),
  'widen-contacts': (n) => (d) => fewer(d.contacts, 2 + (n % 5), () => true),
  'wake-contacts': (n) => (d) => fewer(d.contacts, 2, (c) => holds(c.last, (t) => t.since <= 10 + 10 * n)),
  'budget-covers': (n) => {
    const share = Number(`0.${n}`);
    return (d) =>
      and(
        againstShare(d.budget, share, d.amount, (a, b) => a >= b),
        not(isBlank(d.economicBuyer)),
      );
  },
  'forecast-named': (n) => {
    const pattern = new RegExp(`^\\s*(commit|best case|category ${n})`);
    return (d) => holds(d.forecast, (v) => pattern.test(v.toLowerCase()));
  },
};

const made = (part: 'signal' | 'step' | 'criterion') =>
  rulesOf(part).map((rule) => ({ ...rule, holds: RULES[rule.template](rule.n) }));
const SIGNALS = made('signal').map((rule) => ({ ...rule, weight: (rule.n + 1) / 10 }));
const STEPS = made('step').map((rule) => ({ ...rule, minutes: 5 * (rule.n + 1) }));
const CRITERIA = made('criterion').map((rule) => ({ ...rule, from: appliesFrom(rule.n) }));

const MET: Verdict = { kind: 'met' };
const NOT_MET: Verdict = { kind: 'notMet' };
const NOT_APPLICABLE: Verdict = { kind: 'notApplicable' };

function verdict(v: Answer): Verdict {
  if (v === true) return MET;
  return v === false ? NOT_MET : { kind: 'unknown', inputs: v.unread };
}

/** The 200 rules on a deal, with the results that the engine gives. */
export function twin(input: EvaluationInput): {
  criteria: CriterionResult[];
  signals: SignalResult[];
  steps: OpenStep[];
} {
  const d = read(input);
  const closed = d.stage === 'won' || d.stage === 'lost';
  return {
    criteria: d.stage === 'discovery' ? CRITERIA.map((rule) => criterion(rule, d)) : [],
    signals: SIGNALS.map(({ id, title, why, weight, holds: rule }) => ({
      id,
      title,
      why,
      verdict: verdict(rule(d)),
      weight,
    })),
    steps: closed ? [] : STEPS.filter(({ holds: rule }) => rule(d) === true).map(stepOf),
  };
}

function criterion({ id, title, why, from, holds: rule }: (typeof CRITERIA)[number], d: TwinDeal): CriterionResult {
  const applies = holds(d.amount, (v) => v >= from);
  const said = applies === false ? NOT_APPLICABLE : verdict(applies === true ? rule(d) : applies);
  return { id, title, why, stage: 'discovery', edge: 'exit', enforce: 'warn', verdict: said, fix: null };
}

function stepOf({ id, title, why, minutes }: (typeof STEPS)[number]): OpenStep {
  return { id, title, why, minutes, changes: [], action: null };
}
