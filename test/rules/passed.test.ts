import { describe, expect, test } from 'vitest';
import type { Change, Deal } from '@/lib/domain/deal';
import { CLOCK, deal, empty, evaluate, pack, STAGES, unread, value } from './support';

const DAY = 86_400_000;
const rule = (id: string, require: string, enforce = 'block'): Record<string, unknown> => ({
  id,
  title: id,
  require,
  why: 'w',
  enforce,
});
const SOURCE = pack({
  stages: [
    {
      ...STAGES[0],
      entry: [rule('lead', 'false')],
      exit: [rule('named', 'has(deal.name)'), rule('nice', 'false', 'info')],
    },
    {
      ...STAGES[1],
      entry: [rule('sized', 'deal.amount > 1', 'warn')],
      exit: [rule('priced', 'has(deal.description)')],
    },
    { id: 'negotiate', title: 'Negotiate', match: ['Negotiation'], entry: [rule('legal', 'has(deal.type)')] },
    STAGES[2],
    STAGES[3],
  ],
});

const move = (from: string, to: string, days: number): Change => ({
  field: 'stage.label',
  from: value(from),
  to: value(to),
  seenAt: CLOCK.now - days * DAY,
});

function passed(label: string, fields: Deal['fields'] = {}, changes: readonly Change[] = []): string[] {
  const d = deal({ 'stage.label': value(label), name: empty, description: empty, type: empty, ...fields });
  return evaluate(SOURCE, d, { changes: [...changes] }).passed.map((stage) => {
    const since = stage.since === null ? '–' : Math.round((CLOCK.now - stage.since) / DAY);
    const via = stage.via === null ? '–' : JSON.stringify(stage.via.from).replace(/.*"value":"(\w+)".*/, '$1');
    return `${stage.stage.id}: ${stage.criteria.map((c) => `${c.edge} ${c.id} ${c.verdict.kind}`).join(', ')} · ${since} · ${via}`;
  });
}

describe('stages passed', () => {
  test('those before the deal with what guarded leaving them, its own with what guarded entering it', () => {
    expect(passed('Negotiation')).toEqual([
      'discovery: exit named notMet · – · –',
      'proposal: entry sized unknown, exit priced notMet · – · –',
      'negotiate: entry legal notMet · – · –',
    ]);
  });

  test.each([
    ['the first stage', 'Discovery'],
    ['won', 'Closed Won'],
    ['lost', 'Closed Lost'],
    ['a stage that is not in the pack', 'Elsewhere'],
  ])('none in %s', (_name, label) => {
    expect(passed(label)).toEqual([]);
  });

  test('none where the stage cannot be read', () => {
    expect(evaluate(SOURCE, deal({ 'stage.label': unread })).passed).toEqual([]);
  });

  test('the move that went past a stage, the latest if there were several', () => {
    const changes = [
      move('Discovery', 'Proposal', 50),
      move('Proposal', 'Discovery', 40),
      move('Discovery', 'Negotiation', 9),
    ];
    expect(passed('Negotiation', { name: value('x') }, changes)).toEqual([
      'discovery: exit named met · 9 · Discovery',
      'proposal: entry sized unknown, exit priced notMet · 9 · Discovery',
      'negotiate: entry legal notMet · 9 · Discovery',
    ]);
  });

  test('moves back, and to stages the pack does not know, are no way past', () => {
    expect(passed('Proposal', {}, [move('Negotiation', 'Proposal', 3), move('Discovery', 'Elsewhere', 2)])).toEqual([
      'discovery: exit named notMet · – · –',
      'proposal: entry sized unknown · – · –',
    ]);
  });

  test("without a move seen, the CRM's own date tells of the last step", () => {
    const entered = { stageEnteredAt: value(new Date(CLOCK.now - 12 * DAY).toISOString()) };
    expect(passed('Negotiation', entered).map((line) => line.split(' · ').slice(1).join(' '))).toEqual([
      '– –',
      '12 –',
      '12 –',
    ]);
  });
});
