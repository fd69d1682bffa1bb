import { describe, expect, test } from 'vitest';
import { looksTheSame } from '@/components/insight/charts/memo-chart';

const money = (currency: string) => (value: number) => `${value} ${currency}`;
const chart = (parts: object = {}): object => ({
  label: 'What is open?',
  rows: [{ name: 'Proposal', values: [3], at: [0, 1] }],
  format: money('EUR'),
  onMark: () => undefined,
  ...parts,
});

describe('whether a chart would look the same', () => {
  test.each<[string, object, boolean]>([
    ['with equal data made anew', {}, true],
    ['when a click on it does something else', { onMark: () => 1 }, true],
    ['with a format made anew that writes alike', { format: money('EUR') }, true],
    ['not with another currency', { format: money('USD') }, false],
    ['not with another number', { rows: [{ name: 'Proposal', values: [4], at: [0, 1] }] }, false],
    ['not when a mark stands for other deals', { rows: [{ name: 'Proposal', values: [3], at: [0, 2] }] }, false],
    ['not with a property more', { domain: [0, 1] }, false],
  ])('%s', (_what, parts, same) => {
    expect(looksTheSame(chart(), chart(parts))).toBe(same);
  });
});
