import { describe, expect, test } from 'vitest';
import { afterReading, changedOnPage, isReliable, readableShare, type FieldHealth } from '@/lib/domain/adapter-health';
import type { Deal, Field, Source } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { mergeReadings, withCrmHistory } from '@/lib/domain/merge-readings';

const value = (text: string | number, source: Source, approximate?: true): Field => ({
  state: 'value',
  value: text,
  source,
  ...(approximate ? { approximate } : {}),
});
const empty = (source: Source): Field => ({ state: 'empty', source });
const unknown = (reason: 'notOnPage' | 'notCovered' | 'notGiven'): Field => ({ state: 'unknown', reason });
const deal = (fields: Partial<Record<FieldKey, Field>>, lists: Deal['lists'] = {}): Deal => ({
  id: '1',
  url: 'https://crm/1',
  readAt: 10,
  fields,
  lists,
});
const merged = (page: Field, api: Field, more: { before?: Field; unsaved?: string[] } = {}): Field | undefined =>
  mergeReadings({
    page: deal({ nextStep: page }),
    api: deal({ nextStep: api }),
    before: more.before ? deal({ nextStep: more.before }) : null,
    unsaved: more.unsaved ?? [],
  }).fields.nextStep;

describe('page and API readings together', () => {
  test.each([
    ['the API wins', value('old', 'page'), value('new', 'api'), value('new', 'api')],
    ['the API’s empty wins: the CRM says blank', value('x', 'page'), empty('api'), empty('api')],
    ['the page fills what the API left out', value('x', 'page'), unknown('notGiven'), value('x', 'page')],
    ['the page’s empty fills, too', empty('page'), unknown('notGiven'), empty('page')],
    [
      'a rough page value never stands before an exact one',
      value('Call Jo…', 'page', true),
      value('Call Jonas', 'api'),
      value('Call Jonas', 'api'),
    ],
    ['unknown to both keeps the page’s reason', unknown('notOnPage'), unknown('notGiven'), unknown('notOnPage')],
    [
      'not looked for on the page keeps the API’s reason',
      unknown('notCovered'),
      unknown('notGiven'),
      unknown('notGiven'),
    ],
  ])('%s', (_title, page, api, expected) => {
    expect(merged(page, api)).toEqual(expected);
  });

  test('what is typed and not saved counts', () => {
    expect(merged(value('typed', 'page'), value('saved', 'api'), { unsaved: ['nextStep'] })).toEqual(
      value('typed', 'page'),
    );
  });

  test('what the page has changed since the API was asked counts before the older answer', () => {
    expect(merged(value('b', 'page'), value('a', 'api'), { before: value('a', 'page') })).toEqual(value('b', 'page'));
    expect(merged(value('a', 'page'), value('c', 'api'), { before: value('a', 'page') })).toEqual(value('c', 'api'));
  });

  test('a list of the API’s wins; one that it refuses leaves the page’s', () => {
    const rows = { state: 'rows', rows: [], complete: true } as const;
    const part = { state: 'rows', rows: [{}], complete: false } as const;
    const none = { state: 'unknown', reason: 'notGiven' } as const;
    const both = (page: Deal['lists'], api: Deal['lists']): Deal['lists'] =>
      mergeReadings({ page: deal({}, page), api: deal({}, api), before: null, unsaved: [] }).lists;
    expect(both({ contacts: part }, { contacts: rows })).toEqual({ contacts: rows });
    expect(both({ contacts: part }, { contacts: none })).toEqual({ contacts: part });
    expect(both({}, { contacts: none })).toEqual({ contacts: none });
  });

  test('the CRM’s history stands for what was seen of its fields, and for others what was seen stays', () => {
    const move = (field: FieldKey, seenAt: number) => ({
      field,
      from: value('a', 'api'),
      to: value('b', 'api'),
      seenAt,
    });
    const seen = { changes: [move('stage.label', 5), move('nextStep', 6)], watchedSince: 4 };
    const created = deal({ createdAt: value('1970-01-01T00:00:00.002Z', 'api') });
    expect(withCrmHistory(seen, created, [move('stage.label', 3)], ['stage.label', 'closeDate'])).toEqual({
      changes: [move('stage.label', 3), move('nextStep', 6)],
      watchedSince: 2,
    });
    expect(withCrmHistory(seen, created, [], ['stage.label']).watchedSince).toBe(4);
    expect(withCrmHistory(seen, created, null, [])).toBe(seen);
  });
});

describe('the health of a field on a CRM’s pages', () => {
  const after = (marks: string): FieldHealth =>
    Array.from(marks).reduce<FieldHealth>((health, mark, at) => afterReading(health, 'amount', mark === 'y', at), {
      field: 'amount',
      readings: '',
      lastReadableAt: null,
    });

  test.each([
    ['shown five times: relied on', 'yyyyy', true],
    ['too few to tell', 'yyyy', false],
    ['shown on some layouts only', 'yynynyyny', false],
    ['shown until it stopped: still one that was', 'yyyyyyyyyynnn', true],
    ['never shown', 'nnnnnn', false],
  ])('%s', (_title, marks, reliable) => {
    expect(isReliable(after(marks))).toBe(reliable);
  });

  test('the last 50 readings count', () => {
    expect(readableShare(after(`${'n'.repeat(10)}${'y'.repeat(45)}`))).toEqual({ readable: 45, of: 50 });
  });

  test('F16: what used to be readable and is not is the page’s change; what was never there is not', () => {
    const page = deal({
      amount: unknown('notOnPage'),
      closeDate: unknown('notOnPage'),
      nextStep: empty('page'),
      type: unknown('notCovered'),
    });
    expect(changedOnPage(page, new Set(['amount', 'nextStep', 'type']))).toEqual(['amount']);
  });
});
