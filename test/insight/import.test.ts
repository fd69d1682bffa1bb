import { assert, property, string } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readTable } from '@/lib/csv/table';
import { askedOf } from '@/lib/insight/ask';
import { bookOf } from '@/lib/insight/book';
import { fits, headKey, importMappingSchema, type ImportMapping } from '@/lib/insight/import/mapping';
import { planImport, type ImportPlan } from '@/lib/insight/import/plan';
import { proposeMapping } from '@/lib/insight/import/propose';
import type { Table } from '@/lib/insight/import/table';
import { METRICS } from '@/lib/insight/metrics';
import { dayOf } from '@/lib/insight/periods';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

const TODAY = '2026-06-15';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function tableOf(file: string | Uint8Array): Table {
  const table = readTable('deals.csv', typeof file === 'string' ? bytes(file) : file);
  if (table === null) throw new Error('no head');
  return table;
}

function planOf(file: string | Uint8Array, more: Partial<ImportMapping> = {}): ImportPlan {
  const table = tableOf(file);
  return planImport(table, { ...proposeMapping(table, TODAY), ...more }, TODAY);
}

const HEAD = 'Opportunity ID,Opportunity Name,Stage,Amount,Created Date,Close Date,Owner';
const GOOD = '006A,Müller AG,Closed Won,1200.50,2026-01-05,2026-03-01,Ann';
const rowsOf = ({ rows }: ImportPlan) =>
  rows.map(({ row, action, remarks }) => [row, action, ...remarks.map(({ code }) => code)]);

describe('a first mapping is proposed from the names and the cells', () => {
  it.each([
    [
      'Salesforce',
      `${HEAD}\n${GOOD}`,
      {
        id: 'Opportunity ID',
        name: 'Opportunity Name',
        stage: 'Stage',
        amount: 'Amount',
        created: 'Created Date',
        closed: 'Close Date',
        owner: 'Owner',
      },
    ],
    [
      'HubSpot',
      'Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Pipeline\n1,x,Closed won,2026-01-02,Ann,5,2026-01-01,P',
      {
        id: 'Record ID',
        name: 'Deal Name',
        stage: 'Deal Stage',
        closed: 'Close Date',
        owner: 'Deal owner',
        amount: 'Amount',
        created: 'Create Date',
        pipeline: 'Pipeline',
      },
    ],
    [
      'a German one',
      'Vorgangsnummer;Firma;Verkaufsphase;Betrag;Erstellt am;Abschlussdatum;Verantwortlich\n1;x;Gewonnen;1.000,50;05.01.2026;01.03.2026;Ann',
      {
        id: 'Vorgangsnummer',
        account: 'Firma',
        stage: 'Verkaufsphase',
        amount: 'Betrag',
        created: 'Erstellt am',
        closed: 'Abschlussdatum',
        owner: 'Verantwortlich',
      },
    ],
    [
      'the Maven set',
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\nA,B,C,D,Won,10/20/2016,3/1/2017,1054',
      {
        id: 'opportunity_id',
        owner: 'sales_agent',
        product: 'product',
        account: 'account',
        stage: 'deal_stage',
        created: 'engage_date',
        closed: 'close_date',
        amount: 'close_value',
      },
    ],
  ])('%s', (_, file, columns) => {
    const found = proposeMapping(tableOf(file), TODAY);
    expect(found.columns).toEqual(columns);
    expect(found.won).toHaveLength(1);
    expect(importMappingSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  });

  it('a column of that name without a number in it is no amount', () => {
    expect(proposeMapping(tableOf('id,stage,value\n1,Won,high\n2,Lost,low'), TODAY).columns.amount).toBeUndefined();
  });

  it('is remembered by the columns, in whatever order they come', () => {
    const mapping = proposeMapping(tableOf(`${HEAD}\n${GOOD}`), TODAY);
    const other = HEAD.split(',').toReversed();
    expect(headKey(other)).toBe(headKey(HEAD.split(',')));
    expect(fits(mapping, other)).toBe(true);
    expect(fits(mapping, other.slice(1))).toBe(false);
  });
});

describe('the same deals are read however the file is written', () => {
  const plain = planOf(`${HEAD}\n${GOOD}`).layout.deals;
  const wide = (text: string, little: boolean): Uint8Array => {
    const out = new Uint8Array(2 + text.length * 2);
    const view = new DataView(out.buffer);
    view.setUint16(0, 0xfeff, little);
    for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), little);
    return out;
  };
  const file = `${HEAD}\n${GOOD}`;
  it.each([
    ['UTF-8 with a mark', bytes(`\ufeff${file}`)],
    ['UTF-16, little end first', wide(file, true)],
    ['UTF-16, big end first', wide(file, false)],
    ['Windows-1252', Uint8Array.from(file, (letter) => letter.charCodeAt(0))],
    ['semicolons', bytes(file.replaceAll(',', ';'))],
    ['tabs and DOS line ends', bytes(file.replaceAll(',', '\t').replaceAll('\n', '\r\n'))],
    ['quoted cells', bytes(file.replaceAll(/[^,\n]+/g, '"$&"'))],
    [
      'a European number and European dates',
      bytes(
        file
          .replaceAll(',', ';')
          .replace('1200.50', '1.200,50')
          .replace('2026-01-05', '05.01.2026')
          .replace('2026-03-01', '01.03.2026'),
      ),
    ],
    [
      'American dates with a time, and days of a spreadsheet',
      bytes(file.replace('2026-01-05', '1/5/2026 13:00').replace('2026-03-01', '46082')),
    ],
  ])('%s', (_, given) => expect(planOf(given).layout.deals).toEqual(plain));
});

describe('row by row it says what will happen', () => {
  it.each([
    ['nothing to say of a good row', GOOD, ['take']],
    ['no id', ',x,Closed Won,1,2026-01-05,2026-03-01,Ann', ['leave', 'noId']],
    ['no stage, so no outcome', '006B,x,,1,2026-01-05,2026-03-01,Ann', ['leave', 'noOutcome']],
    ['a date that is none', '006B,x,Closed Won,1,soon,2026-03-01,Ann', ['take', 'badDate', 'noCreatedDay']],
    ['30 February', '006B,x,Closed Won,1,2026-01-05,2026-02-30,Ann', ['take', 'badDate', 'noClosedDay']],
    ['an amount that is none', '006B,x,Closed Won,TBD,2026-01-05,2026-03-01,Ann', ['take', 'badAmount']],
    ['closed before it was created', '006B,x,Closed Lost,1,2026-03-05,2026-03-01,Ann', ['take', 'closedBeforeCreated']],
    ['created after today', '006B,x,Discovery,1,2027-03-05,,Ann', ['take', 'inFuture']],
    ['a cell too many', '006B,x,Closed Won,1,2026-01-05,2026-03-01,Ann,more', ['take', 'ragged']],
    ['cells missing', '006B,x,Closed Won,1,2026-01-05', ['take', 'ragged', 'noClosedDay']],
  ])('%s', (_, row, expected) => {
    const plan = planOf(
      `${HEAD}\n007,y,Closed Lost,2,2026-01-05,2026-03-01,Bo\n006Z,y,Discovery,2,2026-01-05,,Bo\n${row}`,
    );
    expect(rowsOf(plan)[2]).toEqual([4, ...expected]);
  });

  it('the second of two rows with an id is left out, and said to be a copy where it is one', () => {
    const plan = planOf([HEAD, GOOD, GOOD, GOOD.replace('1200.50', '9')].join('\n'));
    expect(rowsOf(plan)).toEqual([
      [2, 'take'],
      [3, 'leave', 'copy'],
      [4, 'leave', 'duplicateId'],
    ]);
    expect(plan).toMatchObject({ taken: 1, left: 2, remarks: { copy: 1, duplicateId: 1 } });
  });

  it('a stage that the remembered mapping does not know is kept and said, and its rows without outcome are left out', () => {
    const file = `${HEAD}\n1,x,Discovery,1,2026-01-05,,Ann\n2,x,Pilot,1,2026-01-05,,Ann`;
    expect(rowsOf(planOf(file, { stages: ['Discovery'] }))).toEqual([
      [2, 'take'],
      [3, 'take', 'unknownStage'],
    ]);
    expect(rowsOf(planOf(file, { open: ['Discovery'] }))).toEqual([
      [2, 'take'],
      [3, 'leave', 'noOutcome'],
    ]);
  });
});

describe('for the file as a whole it says', () => {
  const codes = ({ notes }: ImportPlan): string[] => notes.map(({ code }) => code);

  it('that there are several currencies, from marks, a column and a default, and adds none of them up', () => {
    const file = 'id,stage,amount,currency\n1,Won,€ 100,\n2,Won,"$ 1,000",\n3,Won,300,gbp\n4,Won,400,\n5,Won,500,money';
    const plan = planOf(file, { currency: 'CHF' });
    expect(plan.notes).toContainEqual({ code: 'severalCurrencies', currencies: ['EUR', 'USD', 'GBP', 'CHF', null] });
    expect(plan.remarks).toMatchObject({ badCurrency: 1 });
  });

  it('that no deal is closed, and every metric still has an answer', () => {
    const plan = planOf(`${HEAD}\n1,x,Discovery,1,2026-01-05,2026-09-01,Ann`);
    expect(codes(plan)).toEqual(['noClosedDeals']);
    expect(plan.layout.deals[0]).toMatchObject({ close_date: '2026-09-01', closed: null });
    const book = bookOf(plan.layout);
    const asked = askedOf(book, { asOf: dayOf(TODAY) ?? 0 });
    for (const metric of Object.values(METRICS)) expect(metric(book, asked).to).toBe(TODAY);
  });

  it('that it has no ids, no outcome and no creation, and how many rows are blank', () => {
    expect(codes(planOf('name,amount\nx,1\n,\ny,2'))).toEqual([
      'noIdColumn',
      'noOutcomeColumn',
      'noCreatedColumn',
      'blankRows',
      'noClosedDeals',
    ]);
  });

  it('that day and month could be swapped', () => {
    expect(codes(planOf(`${HEAD}\n1,x,Closed Won,1,01/02/2026,03/04/2026,Ann`))).toEqual(['dateOrder', 'dateOrder']);
    expect(codes(planOf(`${HEAD}\n1,x,Closed Won,1,01/02/2026,03/04/2026,Ann`, { dates: 'dmy' }))).toEqual([]);
  });
});

it('whatever the cells hold, every row is taken or left, once', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 60 }), string({ maxLength: 30 }), (a, b) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const file = `${HEAD}\n${[a, b, a, b, a, b, a].map(quoted).join(',')}\n${GOOD}`;
      const table = tableOf(file);
      const { rows, taken, left } = planImport(table, proposeMapping(table, TODAY), TODAY);
      expect(rows.map(({ row }) => row)).toEqual(table.rows.map(({ number }) => number));
      expect(taken + left).toBe(rows.length);
    }),
    { numRuns: 30 },
  );
});
