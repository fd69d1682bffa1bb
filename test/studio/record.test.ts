import { describe, expect, test } from 'vitest';
import { compilePack } from '@/lib/rules/compile';
import { runPackTests } from '@/lib/rules/pack-tests';
import { testSchema } from '@/lib/rules/test-schema';
import { recordTest } from '@/lib/studio/record';
import { tryDeal } from '@/lib/studio/try';
import { clock, contact, deal, EMPTY, pack, rows, UNREAD, value } from '../assess/situation';

const DOCUMENT = {
  fairlead: 1,
  id: 'recorded',
  version: 1,
  title: 'Recorded',
  fields: { note: { label: 'Note', type: 'text' } },
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery'],
      exit: [{ id: 'buyer', title: 'Buyer', require: 'contacts.exists(c, c.role == "Buyer")', why: 'w' }],
    },
  ],
  signals: [
    { id: 'big', title: 'Big', when: 'deal.amount > 40000', weight: 0.5, why: 'w' },
    { id: 'vague', title: 'Vague', when: 'junk(deal.nextStep)', weight: 0.5, why: 'w' },
    { id: 'named', title: 'Named', when: 'deal.name.contains("Acme")', weight: 0.5, why: 'w' },
    { id: 'unread', title: 'Unread', when: 'deal.probability > 5', weight: 0.5, why: 'w' },
  ],
};
const compiled = compilePack(DOCUMENT);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));

const PACK = pack({ ...DOCUMENT, steps: [] });
const SECRETS = ['Acme rollout', 'Ada Lovelace', 'ada@acme.example', 'Call Mr Smith', 'Grace', 'secret-7', 'Acme Inc'];
const KEPT = {
  deal: deal(
    {
      'account.name': value('Acme Inc'),
      'account.id': value('secret-7'),
      'owner.name': value('Grace'),
      nextStep: value('TBD'),
      description: value('Call Mr Smith'),
      probability: UNREAD,
      'custom.note': value('Call Mr Smith'),
    },
    {
      contacts: rows([
        { ...contact('Ada Lovelace', 'Buyer', '2026-10-23'), email: value('ada@acme.example'), id: value('secret-7') },
      ]),
      activities: rows([{ type: value('Call'), subject: value('Call Mr Smith'), at: value('2026-10-23') }]),
    },
  ),
  history: {
    changes: [{ field: 'nextStep' as const, from: EMPTY, to: value('Call Mr Smith'), seenAt: clock.now - 86_400_000 }],
    watchedSince: 1,
  },
};

describe('a test recorded from a real deal', () => {
  const { test: recorded, differs } = recordTest('From a deal', PACK, KEPT, clock);

  test('holds no name, address, id or free text of the deal, and what rules are about', () => {
    const text = JSON.stringify(recorded);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(recorded).toMatchObject({
      name: 'From a deal',
      now: clock.today,
      deal: { stage: 'Discovery', amount: { value: 48_000, currency: 'EUR' }, nextStep: 'TBD' },
    });
    expect(recorded['unknown']).toContain('probability');
  });

  test('passes, and names the rule that only the real name had made fire', () => {
    const parsed = testSchema.parse(recorded);
    expect(runPackTests(compiled.pack, [parsed])).toEqual([{ name: 'From a deal', passed: true, failures: [] }]);
    expect(parsed.expect).toMatchObject({ big: 'met', vague: 'met', buyer: 'met', unread: 'unknown', named: 'notMet' });
    expect(differs).toEqual(['named']);
  });
});

test('a deal is tried with every rule: verdict, what was missing, what was read', () => {
  const tried = tryDeal(PACK, KEPT, clock);
  const rule = (id: string) => tried.rules.find((each) => each.id === id);
  expect(rule('big')).toMatchObject({ verdict: 'met', read: [{ name: 'deal.amount', shown: { text: '48000' } }] });
  expect(rule('unread')).toMatchObject({
    verdict: 'unknown',
    missing: [{ label: 'Probability', reason: 'notOnPage' }],
  });
  expect(rule('buyer')).toMatchObject({
    kind: 'criterion',
    verdict: 'met',
    enforce: 'warn',
    read: [{ name: 'list.contacts', shown: { state: 'list', rows: 1, whole: true } }],
  });
});
