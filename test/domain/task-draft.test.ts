import { expect, test } from 'vitest';
import type { Deal, Field } from '@/lib/domain/deal';
import { taskDraft, taskMark } from '@/lib/domain/task-draft';

const text = (value: string): Field => ({ state: 'value', value, source: 'page' });
const deal: Deal = {
  id: '1',
  url: '',
  readAt: 0,
  fields: {
    'account.name': text('Acme'),
    'custom.economic_buyer': text('Ana Ruiz'),
    'custom.champion': { state: 'empty', source: 'page' },
  },
  lists: {},
};

test.each<[string, string, number | null, string, string | null]>([
  ['a field of the pack', 'Meet {economic_buyer}', 3, 'Meet Ana Ruiz', '2026-11-25'],
  ['a canonical field', 'Call {account.name}', 0, 'Call Acme', '2026-11-22'],
  ['an empty field by its label', 'Find a {champion}', null, 'Find a champion', null],
  ['a field that is not there by its label', 'Ask {nobody}', 40, 'Ask nobody', '2027-01-01'],
  ['no field', 'Send {} the offer', 1, 'Send {} the offer', '2026-11-23'],
])('%s', (_name, subject, dueDays, filled, due) => {
  const labelOf = (field: string): string => field.replace('custom.', '');
  expect(taskDraft({ subject, dueDays }, deal, labelOf, '2026-11-22')).toEqual({ subject: filled, due });
});

test('a mark tells steps, days and express repetitions apart', () => {
  const marks = [
    taskMark('call', '2026-11-22'),
    taskMark('call', '2026-11-23'),
    taskMark('meet', '2026-11-22'),
    taskMark('call', '2026-11-22', 1),
    taskMark('call', '2026-11-22', 2),
  ];
  expect(new Set(marks).size).toBe(5);
  expect(taskMark('call', '2026-11-22')).toBe(marks[0]);
});
