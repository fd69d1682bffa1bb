import type { Change, Deal, Field, FieldValue, Row, RowList } from '@/lib/domain/deal';
import type { Clock } from '@/lib/domain/clock';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { FieldKey } from '@/lib/domain/fields';
import type { EvaluationInput } from '@/lib/rules/pack-result';

/** 15 June 2026, 09:30 in Berlin. */
export const CLOCK: Clock = { now: Date.UTC(2026, 5, 15, 7, 30), today: '2026-06-15' };

type Random = () => number;

/** A small seeded generator (mulberry32): the same deals in every run. */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
const whole = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const instant = (random: Random): string =>
  new Date(CLOCK.now + whole(random, -200 * 24, 20 * 24) * 3_600_000).toISOString();
const date = (random: Random): string => instant(random).slice(0, 10);

/** A field that is mostly filled, sometimes blank, sometimes not readable. */
function field(random: Random, value: FieldValue, doubt: number): Field {
  const chance = random();
  if (chance < doubt) return { state: 'unknown', reason: pick(random, ['notOnPage', 'notCovered', 'ambiguous']) };
  return chance < 2 * doubt ? { state: 'empty', source: 'page' } : { state: 'value', value, source: 'page' };
}

function rows(random: Random, doubt: number, most: number, row: () => Row): RowList {
  if (random() < doubt) return { state: 'unknown', reason: 'notOnPage' };
  const length = whole(random, 0, most);
  return { state: 'rows', rows: Array.from({ length }, row), complete: random() > doubt };
}

function contact(random: Random, doubt: number): Row {
  const row = {
    name: field(random, `Contact ${whole(random, 1, 99)}`, 0),
    role: field(random, `Role ${whole(random, 0, 5)}`, doubt),
    title: field(random, `Title ${whole(random, 0, 3)}`, doubt),
  };
  // Some pages show no column for the last activity, and some only its day.
  if (random() < doubt) return row;
  return { ...row, lastActivityAt: field(random, pick(random, [instant, date])(random), doubt) };
}

function activity(random: Random, doubt: number): Row {
  return {
    type: field(random, pick(random, ['Call', 'Email', 'Meeting']), doubt),
    at: field(random, instant(random), doubt),
    done: field(random, pick(random, ['true', 'false']), doubt),
  };
}

const NEXT_STEPS = ['Send the order form', 'tbd', 'asdf', 'Agree phase 2 with Kim', 'Follow up', 'xxx', ' '] as const;

function fields(random: Random, stage: Field, doubt: number): Partial<Record<FieldKey, Field>> {
  const amount = whole(random, 1, 60) * 1_000;
  const budget = Math.round(amount * random() * 1.5);
  const some = (value: FieldValue): Field => field(random, value, doubt);
  return {
    name: some('Acme rollout'),
    'stage.label': stage,
    amount: some({ value: amount, currency: 'EUR' }),
    closeDate: some(date(random)),
    createdAt: some(pick(random, [instant, date])(random)),
    stageEnteredAt: some(instant(random)),
    nextStep: some(pick(random, NEXT_STEPS)),
    nextStepDate: some(date(random)),
    'account.industry': some(pick(random, ['Retail', 'Energy', 'Sector 3', 'Banking'])),
    discountPercent: some(whole(random, 0, 50)),
    probability: some(whole(random, 0, 100)),
    forecastCategory: some(pick(random, ['Commit', 'Best Case', ' Category 4', 'Pipeline'])),
    'custom.budget': some({ value: budget, currency: 'EUR' }),
    'custom.economic_buyer': some('Eva Brandt, CFO'),
    'custom.approved_by': field(random, 'Ada Wong', 0.4),
  };
}

function changes(random: Random): Change[] {
  const at = (value: string): Field => ({ state: 'value', value, source: 'page' });
  return Array.from({ length: whole(random, 0, 4) }, (_, i) => ({
    field: 'closeDate',
    from: at(date(random)),
    to: at(date(random)),
    seenAt: CLOCK.now - (10 - i) * 86_400_000,
  }));
}

const STAGES = ['Discovery', 'Proposal', 'negotiation', 'On hold', 'Closed won', 'Somewhere else'] as const;

/** What an evaluation of deal number `seed` needs. `doubt` is the share of fields that cannot be read, and of blank ones. */
function inputOf(random: Random, seed: number, stage: Field, doubt: number): EvaluationInput {
  const deal: Deal = {
    id: `bench-${seed}`,
    url: 'https://crm.example/deals/1',
    readAt: CLOCK.now,
    fields: fields(random, stage, doubt),
    lists: {
      contacts: rows(random, doubt, 8, () => contact(random, doubt)),
      activities: rows(random, doubt, 15, () => activity(random, doubt)),
    },
  };
  const history = { changes: changes(random), watchedSince: random() < 0.2 ? null : CLOCK.now - 90 * 86_400_000 };
  return { deal, facts: deriveFacts(deal, history, CLOCK), changes: history.changes, clock: CLOCK };
}

/** A deal as the bench times it: at the stage whose criteria all apply, a few of its fields unreadable. */
export function timedInput(seed: number): EvaluationInput {
  return inputOf(seeded(seed), seed, { state: 'value', value: 'Discovery', source: 'page' }, 0.06);
}

/** A deal at any stage, with much that is blank or unreadable. */
export function oddInput(seed: number): EvaluationInput {
  const random = seeded(seed);
  return inputOf(random, seed, field(random, pick(random, STAGES), 0.1), 0.25);
}
