import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patternRisk } from '@/lib/crm/pattern-risk';
import { quickest } from '../support/quickest';

describe('expressions that are taken', () => {
  test.each([
    ['^#/deals/(?<id>[^/?]+)/show'],
    ['^/lightning/r/(?:Opportunity/)?(?<id>006[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?)/view'],
    ['^(.+) at .+$'],
    [',\\s*(\\d.*)$'],
    ['[?&]id=%?7?B?(?<id>[0-9a-fA-F-]{36})'],
    ['^/[^/]+/(?:crm|sales)/(?<id>\\d+)(?:/|$)'],
    ['(?=.*x)y'],
    ['\\(([^)]*)\\)'],
    ['(?:a|b){1,3}'],
    ['^/odoo/(?:[\\w.-]+/)*crm/(?<id>\\d+)/?$'],
  ])('%s', (pattern) => {
    expect(patternRisk(pattern)).toBeNull();
  });

  const folder = new URL('../../lib/crm/adapters/', import.meta.url);
  const shipped = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return [...text.matchAll(/"(?:pattern|match)":\s*("(?:\\.|[^"\\])*")/g)].map(
      ([, written = '""']) => [file, JSON.parse(written) as string] as const,
    );
  });
  test.each(shipped)('of the shipped %s: %s', (_file, pattern) => {
    expect(patternRisk(pattern)).toBeNull();
  });
});

describe('expressions that are refused', () => {
  test.each([
    ['(a+)+$', 'inside a repeated group'],
    ['^(?:[a-z]+\\.?)*$', 'inside a repeated group'],
    ['(x|xx)+$', 'inside a repeated group'],
    ['((a|b)*)c', 'inside a repeated group'],
    ['(?:[\\w/]+/)*x', 'inside a repeated group'],
    ['(?:(?:a{2,})b?)*', 'inside a repeated group'],
    ['.*.*.*x', 'side by side'],
    ['\\d+\\d*[0-9]+$', 'side by side'],
    ['(\\w+)(\\w*)(\\S+)!', 'side by side'],
    ['(a)\\1', 'back references'],
    ['(?<x>a)\\k<x>', 'back references'],
    ['[', 'no regular expression'],
    ['a'.repeat(301), '300 characters'],
  ])('%s', (pattern, reason) => {
    expect(patternRisk(pattern)).toContain(reason);
  });

  test('what is taken does not hang on a long text made against it', () => {
    const accepted = ['^(.+) at .+$', '.*x.*y', '[a-z]+\\d*[a-z]+$', '\\s+\\S*\\s'];
    for (const pattern of accepted.filter((one) => patternRisk(one) === null)) {
      const texts = ['a'.repeat(400), ' '.repeat(400), ' at'.repeat(130)];
      const took = quickest(200, () => texts.forEach((text) => new RegExp(pattern).test(text)));
      expect(took, pattern).toBeLessThan(200);
    }
  });
});
