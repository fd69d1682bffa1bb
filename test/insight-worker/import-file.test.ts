import { describe, expect, it } from 'vitest';
import { makeImporter, type FileAnswer, type Importer } from '@/lib/insight-worker/import-file';
import type { ImportMapping } from '@/lib/insight/import/mapping';

const TODAY = '2026-06-15';
const HEAD = 'Id,Name,Stage,Amount,Created,Close Date,Currency';

type Given = { text?: string; bytes?: Uint8Array; mapping?: Partial<ImportMapping> };

function opened({ text = '', bytes }: Given): { importer: Importer; file: Extract<FileAnswer, { ok: true }> } {
  const importer = makeImporter();
  const file = importer.open({ name: 'deals.csv', bytes: bytes ?? new TextEncoder().encode(text), today: TODAY });
  if (!file.ok) throw new Error('no head');
  return { importer, file };
}

/** What the preview says of each row, and of the file. */
function previewed(given: Given) {
  const { importer, file } = opened(given);
  const plan = importer.plan({ ...file.proposed, ...given.mapping }, TODAY);
  return {
    file,
    rows: plan.rows.map(({ action, remarks }) => [action, ...remarks.map(({ code }) => code)]),
    notes: plan.notes.map(({ code }) => code),
    plan,
  };
}

const lines = (...rows: string[]): string => [HEAD, ...rows].join('\n');
const won = (id: string, more = '2026-01-05,2026-03-01,EUR'): string => `${id},Acme,Closed Won,100,${more}`;

describe('bad input is said row by row before anything is stored, and nothing is dropped silently', () => {
  it.each([
    ['a missing id leaves the row out', { text: lines(won('1'), won('')) }, [['take'], ['leave', 'noId']], []],
    [
      'a row that comes twice is left out, and so is one that says something else of the same deal',
      { text: lines(won('1'), won('1'), '1,Acme,Closed Lost,5,2026-01-05,2026-03-01,EUR') },
      [['take'], ['leave', 'copy'], ['leave', 'duplicateId']],
      [],
    ],
    [
      'both orders of day and month in a column are said, and every row where they could be swapped',
      {
        text: lines(
          won('1', '2026-01-05,31/01/2026,EUR'),
          won('2', '2026-01-05,01/31/2026,EUR'),
          won('3', '2026-01-05,03/04/2026,EUR'),
        ),
      },
      [['take'], ['take'], ['take', 'dateUnsure']],
      ['dateOrder'],
    ],
    [
      'a date that is none stays empty, and the deal has no place in time',
      { text: lines(won('1', 'soon,2026-03-01,EUR'), won('2'), won('3')) },
      [['take', 'badDate', 'noCreatedDay'], ['take'], ['take']],
      [],
    ],
    [
      'a day that was counted from the day of the export is none: which that was is not known',
      { text: lines(won('1', '2026-01-05,yesterday,EUR'), won('2', '3 days ago,2026-03-01,EUR'), won('3')) },
      [['take', 'badDate', 'noClosedDay'], ['take', 'badDate', 'noCreatedDay'], ['take']],
      [],
    ],
    [
      'a stage that nobody put in order is kept and said',
      {
        text: lines(won('1'), '2,B,Pondering,5,2026-01-05,,EUR'),
        mapping: { open: ['Pondering'], stages: ['Discovery'] },
      },
      [['take'], ['take', 'unknownStage']],
      [],
    ],
    [
      'a value that says neither won, lost nor open leaves the row out',
      { text: lines(won('1'), '2,B,Pondering,5,2026-01-05,,EUR'), mapping: { open: [] } },
      [['take'], ['leave', 'noOutcome']],
      [],
    ],
    [
      'several currencies are never added up',
      { text: lines(won('1'), won('2', '2026-01-05,2026-03-01,USD')) },
      [['take'], ['take']],
      ['severalCurrencies'],
    ],
    [
      'without a closed deal it is said what cannot be told',
      { text: lines('1,A,Discovery,5,2026-01-05,,EUR') },
      [['take']],
      ['noClosedDeals'],
    ],
    [
      'a row of too few cells is kept and said',
      { text: lines('1,Acme,Closed Won,100,2026-01-05,2026-03-01') },
      [['take', 'ragged']],
      [],
    ],
  ] as [string, Given, string[][], string[]][])('%s', (_name, given, rows, notes) => {
    const found = previewed(given);
    expect(found.rows).toEqual(rows);
    expect(found.notes).toEqual(notes);
    expect(found.plan.taken + found.plan.left).toBe(found.file.rows);
  });

  it.each([
    [
      'Windows-1252 is found out',
      new Uint8Array([...bytesOf(`${HEAD}\n1,M`), 0xfc, ...bytesOf('ller,Won,5,,,')]),
      'Windows-1252',
      'Müller',
      false,
    ],
    ['UTF-8 that was encoded twice looks wrong', bytesOf(`${HEAD}\n1,MÃ¼ller,Won,5,,,`), 'UTF-8', 'MÃ¼ller', true],
    ['UTF-8 is fine', bytesOf(`${HEAD}\n1,Müller,Won,5,,,`), 'UTF-8', 'Müller', false],
  ])('%s', (_name, bytes, encoding, name, garbled) => {
    const { file } = opened({ bytes });
    expect([file.encoding, file.samples['Name'], file.garbled]).toEqual([encoding, [name], garbled]);
  });

  it('another encoding can be chosen in place of the one found out', () => {
    const bytes = new Uint8Array([...bytesOf(`${HEAD}\n1,`), 0x8f, 0xa4, 0x92, 0x6b, ...bytesOf(',Won,5,,,')]);
    const file = makeImporter().open({ name: 'deals.csv', bytes, encoding: 'shift_jis', today: TODAY });
    expect(file.ok && file.samples['Name']).toEqual(['商談']);
  });

  it('a file without a head is none', () => {
    expect(makeImporter().open({ name: 'empty.csv', bytes: bytesOf('\n\n'), today: TODAY })).toEqual({ ok: false });
  });
});

describe('what is kept', () => {
  it('are the rows that are taken, in parts, with the stages in the first', () => {
    const { importer, file } = opened({ text: lines(...Array.from({ length: 4_500 }, (_, i) => won(String(i)))) });
    importer.plan({ ...file.proposed, stages: ['Discovery'] }, TODAY);
    const parts = importer.parts().map((text) => JSON.parse(text) as { deals: unknown[]; stages: unknown[] });
    expect(parts.map(({ deals }) => deals.length)).toEqual([2_000, 2_000, 500]);
    expect(parts.map(({ stages }) => stages.length)).toEqual([1, 0, 0]);
  });

  it('is nothing before a plan was made', () => {
    expect(() => opened({ text: lines(won('1')) }).importer.parts()).toThrow('nothing is planned');
  });

  it('a remembered mapping fits only while its columns are there', () => {
    const { importer, file } = opened({ text: lines(won('1')) });
    expect(importer.fits(file.proposed)).toBe(true);
    expect(importer.fits({ ...file.proposed, columns: { id: 'Other id' } })).toBe(false);
  });
});

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
