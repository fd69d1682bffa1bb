import { describe, expect, test } from 'vitest';
import { choicesOf, filtered, NO_FILTER, totalsOf, type ReviewFilter } from '@/lib/assess/review/filter';
import { reviewLines, type Reason, type ReviewLine } from '@/lib/assess/review/lines';
import type { Field, FieldValue } from '@/lib/domain/deal';
import type { QueueItem, QueueLook } from '@/lib/domain/queue';
import type { Commitment, Review } from '@/lib/domain/review';

const TODAY = '2026-11-22';
const EMPTY: Field = { state: 'empty', source: 'api' };
const UNREAD: Field = { state: 'unknown', reason: 'notOnPage' };
const value = (content: FieldValue): Field => ({ state: 'value', value: content, source: 'api' });
const money = (amount: number, currency: string | null = 'EUR'): Field => value({ value: amount, currency });
const LOOK: QueueLook = { category: value('Commit'), pushes: 0, silentDays: 3, stageDays: 9, ageDays: 40, bypassed: 0 };
const risk = (points: number): QueueItem['risk'] => ({ risk: points, low: points, high: points, state: 'score' });

function item(parts: Partial<QueueItem> = {}): QueueItem {
  return {
    dealId: '1',
    name: 'Acme',
    url: 'https://crm.example/1',
    stage: 'Proposal',
    standing: 'checked',
    owner: { id: value('7'), name: value('Eva Seller') },
    amount: EMPTY,
    risk: risk(40),
    gaps: [],
    steps: [],
    flags: { regressed: [], closeDate: '2026-12-20', nextStepDate: null },
    look: LOOK,
    day: TODAY,
    readAt: 1_000,
    source: 'api',
    at: 1_000,
    basis: '',
    remembered: { dealId: '1', at: 1_000, pack: { hash: '' }, criteria: [] },
    ...parts,
  };
}

const look = (parts: Partial<QueueLook>): Partial<QueueItem> => ({ look: { ...LOOK, ...parts } });
const dated = (closeDate: string | null): Partial<QueueItem> => ({
  flags: { regressed: [], closeDate, nextStepDate: null },
});
const promise = (due: string | null): Commitment => ({
  id: 'a',
  dealId: '1',
  text: 'Call',
  due,
  madeAt: 1,
  doneAt: null,
});

function lines(items: readonly QueueItem[], review?: Review, promises: Commitment[] = []): ReviewLine[] {
  return reviewLines(items, new Map(review ? [['1', review]] : []), new Map([['1', promises]]), {
    today: TODAY,
    wonAge: 90,
    wonStays: new Map([['Negotiation', 20]]),
  });
}

describe('why a deal is in the week’s queue, whatever it is worth', () => {
  test.each<[string, Partial<QueueItem>, Commitment[], Reason[]]>([
    ['a small, moving deal is not', {}, [], []],
    ['a close date that has passed', dated('2026-11-21'), [], [{ kind: 'overdue' }]],
    ['one that is today has not', dated(TODAY), [], []],
    ['pushed twice', look({ pushes: 2 }), [], [{ kind: 'pushed', times: 2 }]],
    ['pushed once may happen', look({ pushes: 1 }), [], []],
    ['a month of silence', look({ silentDays: 30 }), [], [{ kind: 'silent', days: 30 }]],
    ['silence that could not be told is none', look({ silentDays: null }), [], []],
    ['older than nine of ten won deals were', look({ ageDays: 91 }), [], [{ kind: 'old', days: 91 }]],
    ['as old as they were', look({ ageDays: 90 }), [], []],
    ['of an age that could not be told', look({ ageDays: null }), [], []],
    ['two months in its stage', look({ stageDays: 60 }), [], [{ kind: 'stuck', days: 60 }]],
    [
      'where won deals tell, longer in its stage than nine of ten of them',
      { stage: 'Negotiation', ...look({ stageDays: 21 }) },
      [],
      [{ kind: 'slow', days: 21 }],
    ],
    ['there, as long as they were', { stage: 'Negotiation', ...look({ stageDays: 20 }) }, [], []],
    ['in a stage for a time that could not be told', { stage: 'Negotiation', ...look({ stageDays: null }) }, [], []],
    ['past a gate', look({ bypassed: 2 }), [], [{ kind: 'bypassed', criteria: 2 }]],
    ['something promised', {}, [promise('2026-12-01')], [{ kind: 'promised', late: 0 }]],
    ['a promise that is late', {}, [promise('2026-11-21')], [{ kind: 'promised', late: 1 }]],
    ['a promise without a day is never late', {}, [promise(null)], [{ kind: 'promised', late: 0 }]],
    [
      'several at once',
      { ...dated('2026-01-01'), ...look({ pushes: 5 }) },
      [],
      [{ kind: 'overdue' }, { kind: 'pushed', times: 5 }],
    ],
  ])('%s', (_name, parts, promises, expected) => {
    expect(lines([item(parts)], undefined, promises)[0]?.reasons).toEqual(expected);
  });

  test('an item from before there was a review is told of by what it has', () => {
    const { look: _look, ...old } = item(dated('2026-01-01'));
    expect(lines([old])[0]).toMatchObject({ category: null, reasons: [{ kind: 'overdue' }] });
  });

  test('large is the upper tenth of ten or more of one currency', () => {
    const ten = Array.from({ length: 10 }, (_, n) =>
      item({ dealId: `e${n}`, amount: money(1_000 * (n + 1)), risk: risk(0) }),
    );
    const few = item({ dealId: 'usd', amount: money(9_000_000, 'USD'), risk: risk(0) });
    const large = lines([...ten, few]).filter(({ reasons }) => reasons.some(({ kind }) => kind === 'large'));
    expect(large.map(({ dealId }) => dealId)).toEqual(['e9']);
  });

  test('most at risk are those that make up four fifths in their currency, each currency by itself', () => {
    const deals = [
      item({ dealId: 'a', amount: money(1_000), risk: risk(50) }),
      item({ dealId: 'b', amount: money(800), risk: risk(50) }),
      item({ dealId: 'c', amount: money(100), risk: risk(50) }),
      item({ dealId: 'd', amount: money(10, 'USD'), risk: risk(50) }),
      item({ dealId: 'e', amount: UNREAD }),
    ];
    const chosen = lines(deals).filter(({ reasons }) => reasons.some(({ kind }) => kind === 'atRisk'));
    expect(chosen.map(({ dealId }) => dealId)).toEqual(['a', 'b', 'd']);
  });

  test('closed deals are not there at all', () => {
    expect(lines([item({ standing: 'closed' })])).toEqual([]);
  });
});

describe('whether a deal changed since its last review', () => {
  const review = (fields: Review['seen']['fields']): Review => ({
    dealId: '1',
    dealName: 'Acme',
    day: '2026-11-15',
    at: 1,
    call: 'commit',
    callDate: null,
    note: '',
    category: null,
    score: null,
    pushes: null,
    seen: { at: 1, fields, contacts: null },
  });
  const same = { 'stage.label': value('Proposal'), closeDate: value('2026-12-20'), forecastCategory: value('Commit') };
  test.each<[string, Review | undefined, Partial<QueueItem>, boolean | null]>([
    ['never reviewed', undefined, {}, null],
    ['all as it was', review(same), {}, false],
    ['another stage', review({ ...same, 'stage.label': value('Discovery') }), {}, true],
    ['another close date', review({ ...same, closeDate: value('2026-11-30') }), {}, true],
    ['another category', review({ ...same, forecastCategory: value('Omit') }), {}, true],
    ['an amount where there was none', review({ ...same, amount: EMPTY }), { amount: money(5) }, true],
    ['what cannot be read now is no move', review({ ...same, amount: money(5) }), { amount: UNREAD }, false],
    ['nor what could not be read then', review(same), { amount: money(5) }, false],
  ])('%s', (_name, before, parts, expected) => {
    expect(lines([item(parts)], before)[0]?.changed).toBe(expected);
  });
});

describe('filters', () => {
  const all = reviewLines(
    [
      item({ dealId: 'overdue', ...dated('2026-11-01') }),
      item({ dealId: 'month', ...dated('2026-11-30'), stage: 'Discovery' }),
      item({ dealId: 'quarter', ...dated('2026-12-31'), ...look({ category: EMPTY }) }),
      item({ dealId: 'next', ...dated('2027-03-31'), owner: { id: value('8'), name: value('Max') } }),
      item({ dealId: 'later', ...dated('2027-04-01'), owner: { id: UNREAD, name: UNREAD } }),
      item({ dealId: 'none', ...dated(null) }),
    ],
    new Map(),
    new Map(),
    { today: TODAY },
  );
  test.each<[string, Partial<ReviewFilter>, string[]]>([
    ['the queue holds only those with a reason', { scope: 'queue' }, ['overdue']],
    ['all', {}, ['overdue', 'month', 'quarter', 'next', 'later', 'none']],
    ['an owner', { owners: ['8'] }, ['next']],
    [
      'a team; whose owner cannot be read is in none',
      { owners: ['7', '8'] },
      ['overdue', 'month', 'quarter', 'next', 'none'],
    ],
    ['a stage', { stage: 'Discovery' }, ['month']],
    ['without a category', { category: '' }, ['quarter']],
    ['already passed', { period: 'overdue' }, ['overdue']],
    ['this month', { period: 'month' }, ['month']],
    ['this quarter', { period: 'quarter' }, ['month', 'quarter']],
    ['the next quarter, over the turn of the year', { period: 'nextQuarter' }, ['next']],
    ['later', { period: 'later' }, ['later']],
    ['no close date', { period: 'none' }, ['none']],
    ['never reviewed counts as changed', { changed: true, owners: ['8'] }, ['next']],
    ['all hold together', { stage: 'Discovery', period: 'later' }, []],
    ['a call that nobody made', { call: 'omit' }, []],
  ])('%s', (_name, filter, expected) => {
    const found = filtered(all, { ...NO_FILTER, scope: 'all', ...filter }, TODAY);
    expect(found.map(({ dealId }) => dealId)).toEqual(expected);
  });

  test('the choices are those there are, the most frequent first', () => {
    expect(choicesOf(all)).toEqual({
      owners: [
        { id: '7', name: 'Eva Seller', deals: 4 },
        { id: '8', name: 'Max', deals: 1 },
      ],
      stages: ['Proposal', 'Discovery'],
      categories: ['Commit', ''],
    });
  });
});

test('totals are made for each currency and never mixed; what has no amount is counted beside them', () => {
  const found = totalsOf(
    lines([
      item({ dealId: 'a', amount: money(1_000), risk: risk(50) }),
      item({ dealId: 'b', amount: money(3_000), risk: risk(10) }),
      item({ dealId: 'c', amount: money(700, 'USD'), risk: risk(100) }),
      item({ dealId: 'd', amount: UNREAD }),
      item({ dealId: 'e', amount: money(0) }),
      item({ dealId: 'f', amount: money(50, null), risk: null }),
    ]),
  );
  expect(found).toEqual({
    totals: [
      { currency: 'EUR', deals: 2, amount: 4_000, atRisk: 800 },
      { currency: 'USD', deals: 1, amount: 700, atRisk: 700 },
      { currency: null, deals: 1, amount: 50, atRisk: 0 },
    ],
    without: 2,
  });
});
