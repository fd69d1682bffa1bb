import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compilePack } from '@/lib/rules/compile';
import { pack, STAGES } from './support';

const TEXT = readFileSync(new URL('../../lib/rules/README.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...TEXT.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

test('the pack of the README compiles', () => {
  const [json = '{}'] = blocks('json');
  const result = compilePack(JSON.parse(json));
  expect(result.ok ? [] : result.errors).toEqual([]);
});

test('the parts it shows in YAML are accepted where they belong', () => {
  const parts = blocks('yaml').map((text): Record<string, unknown> =>
    parseAllDocuments(text.replaceAll('…', 'w'))[0]?.toJS(),
  );
  const [stage, variant] = parts;
  const rules = {
    signals: [{ id: 'close-date-past', title: 'T', when: 'deal.closeDate < now', weight: 0.7, why: 'w' }],
    steps: [{ id: 'call', title: 'T', when: 'true', minutes: 5, why: 'w' }],
  };
  const confirmed = { id: 'budget-confirmed', title: 'T', require: 'true', why: 'w' };
  const exits = [...((stage?.['exit'] as unknown[] | undefined) ?? []), confirmed];
  const result = compilePack(pack({ ...rules, ...variant, stages: [{ ...STAGES[0], exit: exits }, STAGES[1]] }));
  expect(result.ok ? [] : result.errors).toEqual([]);
  expect(parts).toHaveLength(2);
});
