import { describe, expect, it } from 'vitest';
import { SAMPLE_MAPPING, sampleDeals, type Json } from './past-support';
import { fairlead } from './support';

const CELLS = sampleDeals()
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const DAY = 86_400_000;
/** The first day of spreadsheets. */
const EPOCH = Date.UTC(1899, 11, 30);

/** The sample with some of its cells written in another way. */
function rewritten(head: string, write: (cells: string[], row: number) => string[], delimiter = ','): string {
  return [head, ...CELLS.map((cells, i) => write(cells, i).join(delimiter))].join('\n');
}

function run(deals: string, mapping: string, events?: string): Json {
  const files = { 'deals.csv': deals, 'map.yaml': mapping, ...(events === undefined ? {} : { 'events.csv': events }) };
  const more = events === undefined ? [] : ['--events', 'events.csv'];
  const { code, out, err } = fairlead(['score', 'deals.csv', '--mapping', 'map.yaml', ...more], files);
  expect(code, err).toBe(0);
  return JSON.parse(out) as Json;
}

const dotted = (date = ''): string => date.split('-').toReversed().join('.');
const serial = (date = ''): string => (date === '' ? '' : String((Date.parse(date) - EPOCH) / DAY + 0.375));
const zoned = (date = ''): string => (date === '' ? '' : `${date}T11:30:00.000+02:00`);
const words: Readonly<Record<string, string>> = { Won: 'Gewonnen', Lost: 'Verloren', Open: 'In Verhandlung' };

const GERMAN = {
  text: rewritten(
    'Nr.;Status;Erstellt am;Abgeschlossen am;Betrag (€);Zuständig;Größe',
    ([id = '', status = '', created, closed, value = '', owner = '', size = '']) => [
      id,
      words[status] ?? '',
      dotted(created),
      dotted(closed),
      `${value.slice(0, -3)}.${value.slice(-3)},00 €`,
      owner,
      size,
    ],
    ';',
  ),
  mapping: `id: Nr.
outcome: { column: Status, won: gewonnen, lost: [Verloren], open: In Verhandlung }
created: Erstellt am
closed: Abgeschlossen am
amount: Betrag (€)
owner: Zuständig
categorical: [Größe]
`,
};

const HEAD = 'id,status,created,closed,value,owner,size';
const withDates = (write: (date?: string) => string): string =>
  rewritten(HEAD, ([id = '', status = '', created, closed, ...rest]) => [
    id,
    status,
    write(created),
    write(closed),
    ...rest,
  ]);

describe('the same deals, written as other programs write them, give the same figures', () => {
  const figures = ({ n, winRate, deals, setAside, asOf, protocols }: Json): Json => {
    const [{ auc, logLoss, gain }] = protocols as [Json];
    return { n, winRate, deals, setAside, asOf, auc, logLoss, gain };
  };
  const plain = figures(run(sampleDeals(), SAMPLE_MAPPING));
  it.each([
    ['German words, dates and decimals, with semicolons', GERMAN.text, GERMAN.mapping],
    ['days as numbers of a spreadsheet', withDates(serial), SAMPLE_MAPPING],
    ['moments with a time zone', withDates(zoned), SAMPLE_MAPPING],
    [
      'a name that comes twice, names with spaces, and a column without one',
      rewritten(' id ,status,created,closed,value,owner,size,size,', (cells) => [...cells, 'x', '']),
      SAMPLE_MAPPING,
    ],
  ])('%s', (_name, deals, mapping) => {
    expect(figures(run(deals, mapping))).toEqual(plain);
  });
});

describe('events of deals', () => {
  const courses = (id: (n: number) => string, shift = 0): string =>
    [
      'deal,time,field,value',
      ...CELLS.flatMap(([, , created = ''], i) => {
        const start = Date.parse(created);
        const on = (days: number): string => new Date(start + days * DAY).toISOString();
        return [`${id(i)},${on(9 + shift)},stage,Offer`, `${id(i)},${on(shift)},stage,New`];
      }),
    ].join('\n');
  const mapping = `${SAMPLE_MAPPING}events: { deal: deal, time: time, field: field, value: value, stage: stage }\n`;
  const padded = rewritten(HEAD, ([, ...rest], i) => [String(i).padStart(5, '0'), ...rest]);

  it('in any order give the same as in order', () => {
    const [head = '', ...lines] = courses((n) => `D${n}`).split('\n');
    const forward = run(sampleDeals(), mapping, [head, ...lines.toReversed()].join('\n'));
    const backward = run(sampleDeals(), mapping, [head, ...lines].join('\n'));
    expect((backward['protocols'] as Json[])[0]?.['logLoss']).toBe((forward['protocols'] as Json[])[0]?.['logLoss']);
  });

  it.each([
    ['without leading zeros', (n: number) => String(n)],
    ['as decimals', (n: number) => `${n}.0`],
  ])('are matched by number %s, which is said', (_name, id) => {
    const result = run(padded, mapping, courses(id));
    expect(result['setAside']).not.toHaveProperty(['event of a deal that is not there']);
    expect(result['notes']).toContainEqual(expect.stringMatching(/^240 events have the number of a deal/));
  });

  it('of no deal in the file are counted, and doubted where they are most', () => {
    const result = run(
      padded,
      mapping,
      courses((n) => `X${n}`),
    );
    expect(result['setAside']).toMatchObject({ 'event of a deal that is not there': { count: 240 } });
    expect(result['notes']).toContainEqual(expect.stringMatching(/^240 of 240 events in events.csv are of no deal/));
  });

  it('from before the creation of their deal are what was known at its start', () => {
    const result = run(
      sampleDeals(),
      mapping,
      courses((n) => `D${n}`, -4),
    );
    expect(result['setAside']).toEqual({});
  });
});

describe('what nothing can be learned from', () => {
  it('one ending only is said, and no signal is claimed', () => {
    const won = sampleDeals().replaceAll(',Lost,', ',Won,');
    const result = run(won, SAMPLE_MAPPING);
    expect(result['notes']).toContainEqual(expect.stringMatching(/^Every closed deal was won: /));
    expect((result['protocols'] as Json[])[0]).toMatchObject({ signal: false });
  });

  it('200 columns of chance end in at most 250 columns and a sentence for what was dropped', () => {
    const names = Array.from({ length: 200 }, (_, k) => `c${k}`);
    const deals = rewritten(`${HEAD},${names.join(',')}`, (cells, i) => [
      ...cells,
      ...names.map((_, k) => 'abcd'.charAt((i * 31 + k * 17 + ((i * k) % 7)) % 4)),
    ]);
    const result = run(deals, SAMPLE_MAPPING.replace('[size]', `[size, ${names.join(', ')}]`));
    const { kept, dropped } = result['factors'] as { kept: { levels: Json[] }[]; dropped: { sentence: string }[] };
    expect(kept.reduce((sum, { levels }) => sum + levels.length, 0)).toBeLessThanOrEqual(250);
    expect(dropped.every(({ sentence }) => sentence.length > 10)).toBe(true);
  });
});
