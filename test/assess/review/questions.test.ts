import { describe, expect, test } from 'vitest';
import { questionsOf, type Asked } from '@/lib/assess/review/questions';
import { assess } from '@/lib/assess/assess';
import type { Assessment, CriterionResult, Gap } from '@/lib/domain/assessment';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Fact, FactKey, Facts } from '@/lib/domain/facts';
import type { Commitment } from '@/lib/domain/review';
import type { SinceVisit } from '@/lib/domain/since-visit';
import { NOW, reading, runnable, value } from '../../learn/team';

const CLOCK = { now: NOW, today: '2026-11-22' };
const DEAL = reading('a', NOW - 9e9, NOW, { name: value('Acme'), 'stage.label': value('Discovery') });
const HISTORY = { changes: [], watchedSince: null };
const BASE: Assessment = assess({ deal: DEAL, history: HISTORY, pack: runnable(), clock: CLOCK });
const SOUND: Assessment = { ...BASE, criteria: [], gaps: [], risk: { state: 'none', reason: 'noSignals' } };
const UNKNOWN: Fact = { state: 'unknown', inputs: [] };
const NO_FACTS = Object.fromEntries(
  Object.keys(deriveFacts(DEAL, HISTORY, CLOCK)).map((key) => [key, UNKNOWN]),
) as Record<FactKey, Fact>;

const facts = (parts: Partial<Record<FactKey, number>>): Facts => ({
  ...NO_FACTS,
  ...Object.fromEntries(Object.entries(parts).map(([key, number]) => [key, { state: 'value', value: number }])),
});

function criterion(id: string, parts: Partial<CriterionResult> = {}): CriterionResult {
  return {
    id,
    title: `Title ${id}`,
    why: `Why ${id}.`,
    stage: 'discovery',
    edge: 'exit',
    enforce: 'block',
    verdict: { kind: 'notMet' },
    fix: null,
    ...parts,
  };
}

const gap = (field: string): Gap => ({
  field: `custom.${field}`,
  label: field,
  kind: 'missing',
  value: null,
  why: '',
  due: 'now',
});

const RESTS: Readonly<Record<string, readonly string[]>> = {
  late: ['deal.closeDate'],
  old: ['stage', 'facts.stageAgeDays'],
  near: ['deal.closeDate', 'deal.nextStep'],
  here: ['stage'],
};

/** Signals that fired, each with points enough to be asked about. */
const fired = (...ids: string[]): Assessment => ({
  ...SOUND,
  risk: { ...score(50).risk, factors: ids.map((id) => ({ id, title: id, points: 5 })) } as Assessment['risk'],
  signals: ids.map((id) => ({ id, title: `Title ${id}`, why: '', verdict: { kind: 'met' as const }, weight: 1 })),
});

function ask(parts: Partial<Asked>): string[] {
  const asked: Asked = {
    assessment: SOUND,
    facts: facts({}),
    since: null,
    call: null,
    commitments: [],
    today: CLOCK.today,
    restsOn: (id) => RESTS[id] ?? [],
    ...parts,
  };
  return questionsOf(asked).map(({ id }) => id);
}

const promised = (due: string | null, doneAt: number | null = null): Commitment => ({
  id: 'x',
  dealId: 'a',
  text: 'Call Ada',
  due,
  madeAt: 1,
  doneAt,
});
const moved: SinceVisit = {
  since: 1,
  moves: [{ field: 'amount', from: value('9'), to: value('5'), turn: { kind: 'cut' }, at: null }],
  contacts: { added: [], gone: ['Ada'] },
  activities: [],
};
const score = (risk: number): Assessment => ({
  ...SOUND,
  risk: {
    state: 'score',
    risk,
    low: risk,
    high: risk,
    base: risk,
    factors: [],
    closedDeals: 50,
    winRate: 0.5,
    horizonDays: null,
    outlook: null,
  },
});

const FALLBACK = ['clean', 'who', 'stop'];

describe('questions to ask', () => {
  test.each<[string, Partial<Asked>, string[]]>([
    ['of a sound deal, those that every deal must answer', {}, FALLBACK],
    ['a broken promise comes first', { commitments: [promised('2026-11-20')] }, ['promised x', 'clean', 'who']],
    ['one that is kept, not due or without a day is none', { commitments: [promised('2026-11-20', 5)] }, FALLBACK],
    ['one without a day is never late', { commitments: [promised(null)] }, FALLBACK],
    [
      'a gate that was passed by, before one that no longer holds',
      {
        assessment: {
          ...SOUND,
          bypassed: [{ stage: { id: 's', title: 'Proposal' }, criteria: [criterion('a')], since: null, via: null }],
          regressions: [criterion('b', { regressed: { since: 5, lastMet: 4 } })],
        },
      },
      ['bypassed a', 'regressed b', 'clean'],
    ],
    [
      'the close date passed and was pushed',
      { facts: facts({ daysToClose: -3, pushes: 2 }) },
      ['overdue', 'pushed', 'clean'],
    ],
    ['a close date ahead that never moved is none', { facts: facts({ daysToClose: 3, pushes: 0 }) }, FALLBACK],
    ['amount cut, contact gone', { since: moved }, ['cut', 'gone', 'clean']],
    ['a commit that the score doubts', { call: 'commit', assessment: score(70) }, ['disagree', 'clean', 'who']],
    ['a commit that the score shares', { call: 'commit', assessment: score(30) }, FALLBACK],
    ['an omit that the score likes', { call: 'omit', assessment: score(30) }, ['disagree', 'clean', 'who']],
    ['a band is no number to disagree with', { call: 'commit' }, FALLBACK],
    [
      'what a signal says is not asked again where a question about it is there already',
      { facts: facts({ daysToClose: -3, stageAgeDays: 90 }), assessment: fired('late', 'old') },
      ['overdue', 'stuck', 'clean'],
    ],
    [
      'a signal that rests on something else besides, on its stage alone, or on what nobody asks about, is',
      { facts: facts({ daysToClose: -3 }), assessment: fired('near', 'here') },
      ['overdue', 'signal near', 'signal here'],
    ],
    [
      'without the question about it, the signal is asked about',
      { assessment: fired('old') },
      ['signal old', 'clean', 'who'],
    ],
    [
      'silence, a single contact',
      { facts: facts({ daysSilent: 21, contactsEngaged: 1 }) },
      ['silent', 'alone', 'clean'],
    ],
    ['what is not known of them is not asked', { facts: facts({ daysSilent: 20, contactsEngaged: 2 }) }, FALLBACK],
    [
      'two of a kind at most, and five in all; a criterion is asked of once',
      {
        facts: facts({ daysToClose: -1, pushes: 1, daysSilent: 99 }),
        assessment: { ...SOUND, criteria: [criterion('a'), criterion('b'), criterion('c')], gaps: [gap('x')] },
      },
      ['overdue', 'pushed', 'silent', 'required a', 'required b'],
    ],
    [
      'what is missing and what could not be read come last',
      {
        assessment: {
          ...SOUND,
          gaps: [gap('x')],
          criteria: [
            criterion('u', {
              verdict: { kind: 'unknown', inputs: [{ input: 'i', label: 'Input', reason: 'notOnPage' }] },
            }),
            criterion('w', { enforce: 'warn' }),
            criterion('ok', { verdict: { kind: 'met' } }),
            criterion('no', { verdict: { kind: 'broken', reason: 'x' } }),
          ],
        },
      },
      ['open w', 'gap custom.x', 'unread u'],
    ],
  ])('%s', (_name, parts, expected) => {
    expect(ask(parts)).toEqual(expected);
  });

  test('of a real assessment there are three to five, each about something else', () => {
    const found = questionsOf({
      assessment: BASE,
      facts: deriveFacts(DEAL, HISTORY, CLOCK),
      since: null,
      call: null,
      commitments: [],
      today: CLOCK.today,
      restsOn: () => [],
    });
    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(found.length).toBeLessThanOrEqual(5);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.map(({ kind }) => kind)).toEqual(['overdue', 'signal', 'signal']);
  });
});
