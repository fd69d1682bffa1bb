import { expect, test } from 'vitest';
import { auditCsv, auditJson } from '@/lib/channels/audit-export';

const line = { at: 0, kind: 'refused', source: 'Acme', pack: 'acme', version: 2, message: 'No.' };

test('the log as JSON has times that people read', () => {
  expect(JSON.parse(auditJson([line]))).toEqual([{ ...line, at: '1970-01-01T00:00:00.000Z' }]);
});

test('the log as CSV has a head and a row for each line', () => {
  expect(auditCsv([line, { ...line, version: null }])).toBe(
    'at,kind,source,pack,version,message\r\n' +
      '"1970-01-01T00:00:00.000Z","refused","Acme","acme","2","No."\r\n' +
      '"1970-01-01T00:00:00.000Z","refused","Acme","acme","","No."\r\n',
  );
});

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  [' =1+1', `"' =1+1"`],
  ['\n=1+1', `"' =1+1"`],
  ['two\r\nlines', '"two lines"'],
  ['a "quoted" word', '"a ""quoted"" word"'],
  ['a = b', '"a = b"'],
])('T27: %j is written so that no spreadsheet runs it', (message, cell) => {
  expect(
    auditCsv([{ ...line, message }])
      .split('\r\n')[1]
      ?.endsWith(`,${cell}`),
  ).toBe(true);
});
