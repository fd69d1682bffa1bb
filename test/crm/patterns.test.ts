import { describe, expect, test } from 'vitest';
import { isTooWide, originPattern, patternCovers, patternsOverlap } from '@/lib/crm/patterns';

describe('whether an address could match both patterns', () => {
  test.each([
    ['https://*.example.com/*', 'https://crm.example.com/*', true],
    ['https://*.example.com/*', 'https://example.com/*', true],
    ['https://*.example.com/*', 'https://*.eu.example.com/*', true],
    ['https://crm.example.com/*', 'https://crm.example.com/*', true],
    ['https://crm.example.com/a/*', 'https://crm.example.com/*', true],
    ['https://crm.example.com/a/*', 'https://crm.example.com/b/*', false],
    ['https://*.example.com/*', 'https://notexample.com/*', false],
    ['https://example.com/*', 'https://crm.example.com/*', false],
    ['http://localhost/*', 'https://localhost/*', false],
    ['nonsense', 'https://example.com/*', false],
  ])('%s and %s: %s', (one, other, overlap) => {
    expect(patternsOverlap(one, other)).toBe(overlap);
    expect(patternsOverlap(other, one)).toBe(overlap);
  });
});

describe('whether one pattern covers another', () => {
  test.each([
    ['https://*.example.com/*', 'https://crm.example.com/a/*', true],
    ['https://crm.example.com/a/*', 'https://crm.example.com/*', false],
    ['https://crm.example.com/*', 'https://*.example.com/*', false],
    ['https://crm.example.com/a', 'https://crm.example.com/a', true],
    ['https://*.example.com/*', 'https://example.com.evil.test/*', false],
  ])('%s covers %s: %s', (outer, inner, covers) => {
    expect(patternCovers(outer, inner)).toBe(covers);
  });
});

test.each([
  ['https://*.com/*', true],
  ['https://*.co.uk/*', true],
  ['https://*.com.au/*', true],
  ['https://*.example.com/*', false],
  ['https://*.example.co.uk/*', false],
  ['https://crm.example.com/*', false],
  ['http://localhost/*', false],
])('%s covers hosts of strangers: %s', (pattern, wide) => {
  expect(isTooWide(pattern)).toBe(wide);
});

test('permission is asked by origin: browsers know no paths there', () => {
  expect(originPattern('https://intra.example.com/crm/*')).toBe('https://intra.example.com/*');
  expect(originPattern('https://*.example.com/*')).toBe('https://*.example.com/*');
});
