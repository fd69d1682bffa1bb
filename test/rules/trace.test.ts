import { describe, expect, test } from 'vitest';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Shown } from '@/lib/rules/shown-value';
import { traceExpression, type Traced } from '@/lib/rules/trace';
import type { EvaluationInput } from '@/lib/rules/pack-result';
import { clock, contact, deal, pack, rows, UNREAD, value } from '../assess/situation';

const PACK = pack();

function on(fields: Parameters<typeof deal>[0] = {}, lists: Parameters<typeof deal>[1] = {}): EvaluationInput {
  const input = deal(fields, lists);
  const facts = deriveFacts(input, { changes: [], watchedSince: null }, clock);
  return { deal: input, facts, changes: [], clock, watchedSince: null };
}

function said({ state, ...rest }: Shown): string {
  return 'text' in rest ? rest.text : 'rows' in rest ? `${rest.rows} rows` : state;
}

/** The tree as lines: what, and what it came to. */
function lines({ text, shown, parts, row }: Traced, depth = 0): string[] {
  const line = `${'  '.repeat(depth)}${row === undefined ? '' : `[${row}] `}${text} = ${said(shown)}`;
  return [line, ...parts.flatMap((part) => lines(part, depth + 1))];
}

describe('how an expression evaluates, part by part', () => {
  test.each([
    [
      'operands of a chain beside each other, constants not at all',
      'deal.amount > 20000 && (blank(deal.nextStep) || stage == "proposal")',
      [
        'deal.amount > 20000 && (blank(deal.nextStep) || stage == "proposal") = true',
        '  deal.amount > 20000 = true',
        '    deal.amount = 48000',
        '  blank(deal.nextStep) || stage == "proposal" = true',
        '    blank(deal.nextStep) = true',
        '      deal.nextStep = empty',
        '    stage == "proposal" = false',
        '      stage = "discovery"',
      ],
    ],
    [
      'brackets at the beginning, and in texts',
      '(blank(deal.nextStep) || deal.name == ")") && deal.amount > 5',
      [
        '(blank(deal.nextStep) || deal.name == ")") && deal.amount > 5 = true',
        '  blank(deal.nextStep) || deal.name == ")" = true',
        '    blank(deal.nextStep) = true',
        '      deal.nextStep = empty',
        '    deal.name == ")" = false',
        '      deal.name = "Acme rollout"',
        '  deal.amount > 5 = true',
        '    deal.amount = 48000',
      ],
    ],
    [
      'a loop row by row, with the row in place of its variable',
      'contacts.exists(c, c.role == "Champion" && daysSince(c.lastActivityAt) < 30)',
      [
        'contacts.exists(c, c.role == "Champion" && daysSince(c.lastActivityAt) < 30) = false',
        '  contacts = 2 rows',
        '  [Ada] c.role == "Champion" && daysSince(c.lastActivityAt) < 30 = false',
        '    c.role == "Champion" = false',
        '      c.role = "User"',
        '    daysSince(c.lastActivityAt) < 30 = false',
        '      daysSince(c.lastActivityAt) = 30',
        '        c.lastActivityAt = 2026-10-23',
        '  [Ben] c.role == "Champion" && daysSince(c.lastActivityAt) < 30 = false',
        '    c.role == "Champion" = true',
        '      c.role = "Champion"',
        '    daysSince(c.lastActivityAt) < 30 = false',
        '      daysSince(c.lastActivityAt) = empty',
        '        c.lastActivityAt = empty',
      ],
    ],
  ])('%s', (_name, source, expected) => {
    const list = rows([contact('Ada', 'User', '2026-10-23'), contact('Ben', 'Champion', null)]);
    const trace = traceExpression(source, PACK, on({}, { contacts: list }));
    expect(trace && lines(trace)).toEqual(expected);
  });

  test('what could not be read is named, and what it leaves open is open', () => {
    const trace = traceExpression('deal.amount > 5 && true', PACK, on({ amount: UNREAD }));
    expect(trace?.shown).toEqual({ state: 'unknown', missing: [{ label: 'Amount', reason: 'notOnPage' }] });
    expect(trace?.parts[0]?.parts[0]?.shown.state).toBe('unknown');
  });

  test('an error says what it is, and an expression that is none gives nothing', () => {
    expect(traceExpression('1.0 / (deal.amount - 48000.0) > 1.0', PACK, on())?.shown).toMatchObject({ state: 'error' });
    expect(traceExpression('deal.amount >', PACK, on())).toBeNull();
    expect(traceExpression('deal.nothing', PACK, on())).toBeNull();
  });

  test('a long list is shown in part, and a loop in a loop in whole', () => {
    const many = rows(Array.from({ length: 40 }, (_, i) => contact(`C${i}`, 'User', null)));
    expect(traceExpression('contacts.all(c, blank(c.email))', PACK, on({}, { contacts: many }))?.parts).toHaveLength(
      13,
    );
    const nested = 'contacts.exists(c, contacts.exists(d, d.role == c.role))';
    const trace = traceExpression(nested, PACK, on({ name: value('x') }));
    expect(trace && lines(trace)).toContain('    [Ada] d.role == c.role = true');
  });
});
