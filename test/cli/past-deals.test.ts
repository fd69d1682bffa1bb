import { describe, expect, it } from 'vitest';
import { onDeals, sampleDeals, SAMPLE_MAPPING, type Json } from './past-support';
import { fairlead } from './support';

const DEALS = sampleDeals();
const first = (result: Json): Json => (result['protocols'] as Json[])[0] ?? {};
const aside = (result: Json): Record<string, { count: number; example: string }> =>
  result['setAside'] as Record<string, { count: number; example: string }>;
const dropped = (result: Json): { id: string; reason: string; sentence: string }[] =>
  (result['factors'] as { dropped: { id: string; reason: string; sentence: string }[] }).dropped;
/** Replaces the line of a deal. */
const withLine = (id: string, line: string): string => DEALS.replace(new RegExp(`^${id},.*$`, 'm'), line);

describe('fairlead score', () => {
  it('prints one JSON object with every figure', () => {
    const { code, result, err } = onDeals('score', DEALS, SAMPLE_MAPPING, '--split', 'cv:2x5', '--seed', '7');
    expect(code, err).toBe(0);
    expect(result).toMatchObject({
      n: 100,
      deals: { used: 120, won: 58, lost: 42, open: 20 },
      winRate: 0.58,
      seed: 7,
      setAside: {},
    });
    for (const key of [
      'auc',
      'aucLow',
      'aucHigh',
      'accuracy',
      'logLoss',
      'gain',
      'brier',
      'ece',
      'slope',
      'seconds',
      'prior',
      'baselines',
      'bins',
      'verdict',
    ])
      expect(first(result), key).toHaveProperty(key);
    expect(result['factors']).toHaveProperty('kept');
  });

  it('gives the same bytes for the same files and seed, whatever the clock', () => {
    const once = fairlead(['score', 'deals.csv', '--mapping', 'map.yaml', '--split', 'cv:2x5', '--model', 'm.json'], {
      'deals.csv': DEALS,
      'map.yaml': SAMPLE_MAPPING,
    });
    const twice = fairlead(['score', 'deals.csv', '--mapping', 'map.yaml', '--split', 'cv:2x5', '--model', 'm.json'], {
      'deals.csv': DEALS,
      'map.yaml': SAMPLE_MAPPING,
    });
    expect(twice.out).toBe(once.out);
    expect(twice.files.get('m.json')).toBe(once.files.get('m.json'));
    expect(JSON.parse(once.files.get('m.json') ?? '')).toMatchObject({ format: 1, horizonDays: null });
  });

  it('takes several protocols, and the split that a column gives', () => {
    const lines = DEALS.trim()
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'part' : i % 2 === 0 ? 'train' : 'test'}`);
    const mapping = `${SAMPLE_MAPPING}split: { column: part, train: train, test: test }\n`;
    const { code, result } = onDeals('score', lines.join('\n'), mapping, '--split', 'given', '--protocol', 'cv:1x5');
    expect(code).toBe(0);
    expect((result['protocols'] as Json[]).map((p) => [p['protocol'], p['train'], p['test']])).toEqual([
      ['given', 50, 50],
      ['cv:1x5', 80, 100],
    ]);
  });

  it('says what it is doing on runs of more than a second', () => {
    let clock = 0;
    const now = (): number => (clock += 400);
    const files = { 'deals.csv': DEALS, 'map.yaml': SAMPLE_MAPPING };
    const { err } = fairlead(['score', 'deals.csv', '--mapping', 'map.yaml', '--split', 'cv:2x5'], files, { now });
    expect(err).toMatch(/Testing on past deals: \d+ of 10 \(\d+ s\)/);
  });
});

describe('bad input has a clear outcome', () => {
  it('no closed deals', () => {
    const { code, result } = onDeals('score', DEALS.replace(/Won|Lost/g, 'Open'), SAMPLE_MAPPING);
    expect(code).toBe(1);
    expect(first(result)).toMatchObject({ verdict: null, note: 'There are no closed deals to learn from.' });
    expect(result['notes']).toContain('The mapping: no row of deals.csv has "Won" in status; there are: Open.');
  });

  it('one class only', () => {
    const { code, result } = onDeals('score', DEALS.replaceAll('Lost', 'Open'), SAMPLE_MAPPING, '--split', 'cv:1x5');
    expect(code).toBe(0);
    expect(first(result)).toMatchObject({ auc: null, signal: false, prior: { chosen: 'win rate only' } });
    expect((result['model'] as Json)['why']).toBe('Every deal to learn from was won, so nothing tells the two apart.');
  });

  it('three deals', () => {
    const three = DEALS.split('\n').slice(0, 4).join('\n');
    const { code, result } = onDeals('score', three, SAMPLE_MAPPING, '--split', 'cv:5x10');
    expect(code).toBe(0);
    expect(first(result)['signal']).toBe(false);
  });

  it('no deals at all', () => {
    const { code, result } = onDeals('score', DEALS.split('\n')[0] ?? '', SAMPLE_MAPPING, '--split', 'cv:1x5');
    expect(code).toBe(1);
    expect(first(result)).toMatchObject({ verdict: null, note: 'There are no closed deals to learn from.' });
  });

  it('all amounts equal', () => {
    const { code, result } = onDeals(
      'score',
      DEALS.replace(/,\d+,(Ann|Bo|Cy|Di)/g, ',500,$1'),
      SAMPLE_MAPPING,
      '--split',
      'cv:1x5',
    );
    expect(code).toBe(0);
    expect(dropped(result).find(({ id }) => id === 'amount')?.sentence).toBe(
      'Amount is the same on every deal, so it cannot tell them apart.',
    );
  });

  it('10,000 distinct owners', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `D${i},${i % 5 < 3 ? 'Won' : 'Lost'},Owner ${i}`);
    const { code, result } = onDeals(
      'score',
      `id,status,owner\n${lines.join('\n')}`,
      'id: id\noutcome: status\nwon: Won\nlost: Lost\nowner: owner\n',
      '--split',
      'cv:1x5',
    );
    expect(code).toBe(0);
    expect(dropped(result)).toMatchObject([
      {
        id: 'owner',
        reason: 'oneLevel',
        sentence: 'owner has 10,000 different values and fewer than two that 5 deals share.',
      },
    ]);
  });

  it.each([
    [
      'a day of creation in the future',
      withLine('D5', 'D5,Won,2031-01-01,2031-02-01,5,Ann,small'),
      'created after today',
      'row 7: "2031-01-01" in created',
    ],
    [
      'a day of closing in the future',
      withLine('D5', 'D5,Won,2025-01-01,2031-02-01,5,Ann,small'),
      'closed after today',
      'row 7: "2031-02-01" in closed',
    ],
    [
      'a duplicate id',
      withLine('D5', 'D4,Won,2025-01-01,2025-02-01,5,Ann,small'),
      'duplicate id (the first row was kept)',
      'row 7: "D4" in id',
    ],
    ['no id', withLine('D5', ',Won,2025-01-01,2025-02-01,5,Ann,small'), 'no id', 'row 7: nothing in id'],
    [
      'an outcome of neither kind',
      withLine('D5', 'D5,Banana,2025-01-01,2025-02-01,5,Ann,small'),
      'outcome is neither won, lost nor open',
      'row 7: "Banana" in status',
    ],
    [
      'closed before it was created',
      withLine('D5', 'D5,Won,2025-03-01,2025-02-01,5,Ann,small'),
      'closed before it was created (its days are not used)',
      'row 7: "2025-02-01" in closed',
    ],
    [
      'a date that is none',
      withLine('D5', 'D5,Won,31.31.2025,2025-02-01,5,Ann,small'),
      'no date in created (taken as unknown)',
      'row 7: "31.31.2025" in created',
    ],
    [
      'an amount that is none',
      withLine('D5', 'D5,Won,2025-01-01,2025-02-01,lots,Ann,small'),
      'no number in value (taken as unknown)',
      'row 7: "lots" in value',
    ],
  ])('%s is counted, with its row and value', (_name, deals, why, example) => {
    const { code, result } = onDeals('score', deals, SAMPLE_MAPPING, '--split', 'cv:1x5');
    expect(code).toBe(0);
    expect(aside(result)[why]).toEqual({ count: 1, example });
  });

  it('a closed deal without a close date counts for cross-validation and is set aside where time matters', () => {
    const deals = withLine('D5', 'D5,Won,2025-01-16,,1200,Ann,small');
    const { result } = onDeals('score', deals, SAMPLE_MAPPING, '--split', 'cv:1x5', '--split', 'time:0.7');
    const [byChance, byTime] = result['protocols'] as Json[];
    expect(byChance?.['rows']).toBe(100);
    expect(byTime?.['notUsed']).toMatchObject({ 'closed, but no day of closing': 1 });
  });

  it('test by time without dates is refused in words', () => {
    const { code, err } = onDeals(
      'score',
      DEALS,
      SAMPLE_MAPPING.replace('created: created\n', ''),
      '--split',
      'time:0.7',
    );
    expect(code).toBe(2);
    expect(err).toContain('--split time needs "created" in the mapping');
  });
});

describe('every way of writing a CSV gives the same deals', () => {
  const plain = onDeals('score', DEALS, SAMPLE_MAPPING, '--split', 'cv:1x5').result;
  const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
  it.each([
    ['a byte order mark', `\ufeff${DEALS}`],
    ['semicolons', DEALS.replaceAll(',', ';')],
    ['tabs', DEALS.replaceAll(',', '\t')],
    ['Windows line ends', DEALS.replaceAll('\n', '\r\n')],
    ['quotes around every cell', DEALS.replace(/[^,\n]+/g, '"$&"')],
    ['UTF-16', utf16(DEALS)],
    ['UTF-16 without a mark', utf16(DEALS).subarray(2)],
    ['dates as in America', DEALS.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$2/$3/$1')],
    ['dates as in Germany', DEALS.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$3.$2.$1')],
    ['dates with times', DEALS.replace(/(\d{4}-\d\d-\d\d)/g, '$1T10:15:00.000Z')],
    ['amounts with currency', DEALS.replace(/,(\d)(\d{3}),/g, ',"$$$1,$2.00",')],
  ])('%s', (_name, deals) => {
    const { code, result } = onDeals('score', deals, SAMPLE_MAPPING, '--split', 'cv:1x5');
    expect(code).toBe(0);
    expect(result['deals']).toEqual(plain['deals']);
    expect(result['model']).toMatchObject({ dataHash: (plain['model'] as Json)['dataHash'] });
    expect(result['asOf']).toBe(plain['asOf']);
  });

  it('Windows-1252, quoted newlines and ragged rows', () => {
    const text = 'id;status;owner\n1;Won;"Müller\nSöhne"\n2;Lost;Ängström\n3;Won\n4;Lost;Ö;extra\n\n5;Won;Ä\n';
    const { result } = onDeals(
      'score',
      Uint8Array.from(Buffer.from(text, 'latin1')),
      'id: id\noutcome: status\nwon: Won\nlost: Lost\nowner: owner\n',
      '--split',
      'cv:1x2',
    );
    expect(result).toMatchObject({
      deals: { used: 5, won: 3, lost: 2 },
      file: { encoding: 'Windows-1252', delimiter: ';', raggedRows: 2, blankRows: 1 },
    });
    expect(result['notes']).toContain(
      '2 rows have more or fewer cells than the head; missing cells are empty, extra ones left out.',
    );
  });
});

describe('a wrong mapping is said at once, with its place', () => {
  it.each([
    [
      'a column that is not there',
      SAMPLE_MAPPING.replace('closed: closed', 'closed: close'),
      'there is no column "close" in deals.csv',
      'did you mean `closed`?',
    ],
    [
      'a value that never occurs',
      SAMPLE_MAPPING.replace('won: Won', 'won: Wonn'),
      'no row of deals.csv has "Wonn" in status',
      'did you mean `Won`?',
    ],
    [
      'an unknown key',
      `${SAMPLE_MAPPING}categorial: [size]\n`,
      '"categorial" is not known here',
      'did you mean `categorical`?',
    ],
    [
      'dates that are none',
      SAMPLE_MAPPING.replace('created: created', 'created: owner'),
      'owner holds no dates: row 2: "Ann" in owner is none',
      '',
    ],
    [
      'numbers that are none',
      SAMPLE_MAPPING.replace('amount: value', 'amount: size'),
      'size holds no numbers: row 2: "small" in size is none',
      '',
    ],
    ['no outcome', 'id: id\n', '"outcome" is missing', ''],
    ['no won values', 'outcome: status\n', 'outcome does not say which values are won', 'won: [Won]'],
    ['no mapping but a text', 'hello', 'a mapping is a list of keys and columns', ''],
    ['broken YAML', 'outcome: [', 'map.yaml:1', ''],
  ])('%s', (_name, mapping, message, hint) => {
    const { code, err } = onDeals('score', DEALS, mapping);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err).toContain('map.yaml:');
  });

  it('all errors together', () => {
    const { err } = onDeals(
      'score',
      DEALS,
      SAMPLE_MAPPING.replace('owner: owner', 'owner: ownr').replace('[size]', '[siz, stage]'),
    );
    expect(err).toContain('"ownr"');
    expect(err).toContain('"siz"');
    expect(err).toContain('"stage"');
  });

  it.each([
    ['no mapping', ['score', 'deals.csv'], 'it needs --mapping'],
    ['no such deals', ['score', 'none.csv', '--mapping', 'map.yaml'], '"none.csv" cannot be read'],
    ['no such mapping', ['score', 'deals.csv', '--mapping', 'none.yaml'], '"none.yaml" cannot be read'],
    ['no protocol', ['score', 'deals.csv', '--mapping', 'map.yaml', '--split', 'half'], '"half" is no protocol'],
    [
      'a split that is not given',
      ['score', 'deals.csv', '--mapping', 'map.yaml', '--split', 'given'],
      '--split given needs "split" in the mapping',
    ],
    ['no seed', ['score', 'deals.csv', '--mapping', 'map.yaml', '--seed', 'x'], '"x" is no seed'],
    ['no period', ['forecast', 'deals.csv', '--mapping', 'map.yaml', '--period', 'day'], '"day" is no period'],
    [
      'an empty file',
      ['score', 'empty.csv', '--mapping', 'map.yaml'],
      '"empty.csv" has no line with the names of columns',
    ],
  ])('%s', (_name, line, message) => {
    const { code, err } = fairlead(line, { 'deals.csv': DEALS, 'map.yaml': SAMPLE_MAPPING, 'empty.csv': '' });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('leaks', () => {
  it.each([
    ['filled on one side only', (status: string) => (status === 'Lost' ? 'Price' : ''), 'onlyOnOneSide'],
    [
      'the outcome under another name',
      (status: string) => (status === 'Open' ? '' : status === 'Won' ? '100' : '0'),
      'onlyWhenClosed',
    ],
    ['filled only when closed', (status: string) => (status === 'Open' ? '' : 'x'), 'onlyWhenClosed'],
    ['empty only on open deals', (status: string) => (status === 'Open' ? '' : 'abc'), 'onlyWhenClosed'],
    [
      'nearly the outcome',
      (status: string, i: number) => (i === 50 ? 'B' : status === 'Won' ? 'A' : 'B'),
      'givesAnswerAway',
    ],
  ])('%s is dropped and said', (_name, extra, reason) => {
    const lines = DEALS.trim()
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'extra' : extra(line.split(',')[1] ?? '', i)}`);
    const { result } = onDeals(
      'score',
      lines.join('\n'),
      SAMPLE_MAPPING.replace('[size]', '[size, extra]'),
      '--split',
      'cv:1x5',
    );
    expect(dropped(result).find(({ id }) => id === 'extra')).toMatchObject({ id: 'extra', reason });
  });

  it('events after the closing are not used, and counted', () => {
    const events =
      'deal,time,field,value\nD1,2025-01-05,stage,Proposal\nD1,2031-06-01,stage,Later\nD2,2025-01-09,stage,Demo\nDX,2025-01-09,stage,Demo\nD3,soon,stage,Demo\nD4,2025-01-15,stage,Demo\nD5,2025-01-18,stage,Demo\nD6,2025-01-20,stage,Demo\n';
    const mapping = `${SAMPLE_MAPPING}events: { deal: deal, time: time, field: field, value: value, stage: stage }\n`;
    const { code, out, err } = fairlead(
      ['score', 'deals.csv', '--mapping', 'map.yaml', '--events', 'e.csv', '--split', 'cv:1x5'],
      { 'deals.csv': DEALS, 'map.yaml': mapping, 'e.csv': events },
    );
    expect(code, err).toBe(0);
    expect(aside(JSON.parse(out) as Json)).toMatchObject({
      'deal with events after its closing or after today (those events are not used)': { count: 1, example: 'D1' },
      'event of a deal that is not there': { count: 1, example: 'row 5: "DX" in deal' },
      'event without a day': { count: 1, example: 'row 6: "soon" in time' },
    });
  });
});

describe('fairlead forecast', () => {
  it('prints what each method said of every period, and how far off it was', () => {
    const { code, result } = onDeals('forecast', DEALS, SAMPLE_MAPPING);
    expect(code).toBe(0);
    expect(Object.keys(result['accuracy'] as Json)).toEqual([
      'forecast',
      'deals',
      'seasonalRunRate',
      'runRate',
      'pipeline',
      'weighted',
    ]);
    expect((result['accuracy'] as { forecast: Json }).forecast).toMatchObject({
      periods: expect.any(Number),
      wape: expect.any(Number),
      mape: expect.any(Number),
      bias: expect.any(Number),
      covered: expect.any(Number),
      width: expect.any(Number),
    });
    expect(result['verdict']).toMatch(/^Over \d+ periods the forecast was off by/);
  });

  it('counts won deals where there are no amounts', () => {
    expect(onDeals('forecast', DEALS, SAMPLE_MAPPING.replace('amount: value\n', '')).result).toMatchObject({
      unit: 'won deals',
    });
  });

  it('says so when there are too few periods', () => {
    const { code, result } = onDeals('forecast', DEALS.split('\n').slice(0, 6).join('\n'), SAMPLE_MAPPING);
    expect(code).toBe(1);
    expect(result['verdict']).toContain('too few periods');
  });
});
