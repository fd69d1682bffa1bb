import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import { compiled, deal, input, money, pack, rows, unread, value } from './support';

const SOURCE = pack({
  applies: 'deal.amount > 1',
  fields: {
    budget: { label: 'Budget', type: 'money', requiredFrom: 'discovery', valid: 'deal.custom.budget > 0' },
    nextStep: { requiredFrom: 'discovery', why: 'A deal without a next step stalls.' },
  },
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery'],
      exit: [
        {
          id: 'budget',
          title: 'Budget',
          when: 'deal.amount > 5',
          require: 'deal.custom.budget >= 0.8 * deal.amount',
          why: 'w',
          fix: { field: 'budget' },
        },
      ],
    },
    {
      id: 'proposal',
      title: 'Proposal',
      match: ['Proposal'],
      entry: [{ id: 'named', title: 'Named', require: 'deal.name.matches("(?i)^acme")', why: 'w' }],
    },
  ],
  signals: [
    { id: 'quiet', title: 'Quiet', when: 'contacts.all(c, daysSince(c.lastActivityAt) > 30)', weight: 0.5, why: 'w' },
  ],
  steps: [
    {
      id: 'call',
      title: 'Call',
      when: 'count(contacts) > 0',
      minutes: 5,
      why: 'w',
      changes: [{ field: 'closeDate', value: 'now + days(30)' }, { signal: 'quiet' }],
    },
  ],
  fills: [{ field: 'nextStep', value: '"Call " + contacts[0].name', because: 'The first contact' }],
});

const DEAL = deal(
  {
    'stage.label': value('Discovery'),
    amount: money(10),
    'custom.budget': unread,
    name: value('Acme'),
    nextStep: value('TBD'),
  },
  { contacts: rows([{ name: value('Ann'), lastActivityAt: value('2026-01-01T00:00:00Z') }]) },
);

const run = (stored: unknown) => {
  const loaded = loadPack(stored);
  return loaded.ok ? evaluatePack(loaded.pack, input(DEAL)) : loaded;
};

test('the stored form says the same after a round trip, byte for byte', () => {
  const fresh = compiled(SOURCE);
  const stored: unknown = JSON.parse(JSON.stringify(fresh));
  expect(JSON.stringify(run(stored))).toBe(JSON.stringify(run(fresh)));
  expect(JSON.stringify(compiled(SOURCE))).toBe(JSON.stringify(fresh));
  expect(run(fresh)).toMatchInlineSnapshot(`
    {
      "applies": true,
      "broken": [],
      "criteria": [
        {
          "edge": "exit",
          "enforce": "warn",
          "fix": "custom.budget",
          "id": "budget",
          "stage": "discovery",
          "title": "Budget",
          "verdict": {
            "inputs": [
              {
                "input": "custom.budget",
                "label": "Budget",
                "reason": "notOnPage",
              },
            ],
            "kind": "unknown",
          },
          "why": "w",
        },
        {
          "edge": "entry",
          "enforce": "warn",
          "fix": null,
          "id": "named",
          "stage": "proposal",
          "title": "Named",
          "verdict": {
            "kind": "met",
          },
          "why": "w",
        },
      ],
      "fills": [
        {
          "because": "The first contact",
          "field": "nextStep",
          "value": "Call Ann",
        },
      ],
      "gaps": [
        {
          "due": "now",
          "field": "nextStep",
          "kind": "junk",
          "label": "Next step",
          "reason": "This looks like a note to fill it in later.",
          "value": "TBD",
          "why": "A deal without a next step stalls.",
        },
      ],
      "passed": [],
      "signals": [
        {
          "id": "quiet",
          "title": "Quiet",
          "verdict": {
            "kind": "met",
          },
          "weight": 0.5,
          "why": "w",
        },
      ],
      "stage": {
        "id": "discovery",
        "label": "Discovery",
        "next": {
          "id": "proposal",
          "title": "Proposal",
        },
        "state": "known",
        "title": "Discovery",
      },
      "steps": [
        {
          "action": null,
          "changes": [
            {
              "field": "closeDate",
              "value": "2026-07-15",
            },
            {
              "signal": "quiet",
            },
          ],
          "id": "call",
          "minutes": 5,
          "title": "Call",
          "why": "w",
        },
      ],
      "variants": [],
    }
  `);
});

test('the hash follows the source, not the order of its keys', () => {
  const { title, ...rest } = SOURCE;
  expect(compiled({ title, ...rest }).hash).toBe(compiled(SOURCE).hash);
  expect(compiled({ ...SOURCE, title: 'Other' }).hash).not.toBe(compiled(SOURCE).hash);
  expect(compiled(SOURCE).hash).toMatch(/^[0-9a-f]{32}$/);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'x'],
  ['a list', []],
  ['another form', { compiled: 0 }],
  ['no rules', { compiled: 1 }],
])('%s is no stored pack', (_name, stored) => {
  expect(loadPack(stored)).toEqual({ ok: false, reason: 'the stored pack is damaged' });
});

test('damage anywhere is an error or a broken rule, never an exception', () => {
  const text = JSON.stringify(compiled(SOURCE));
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('', '0', 'null', '"x"', '[', ']', '{}'),
      (at, length, put) => {
        const broken = text.slice(0, at) + put + text.slice(at + length);
        let stored: unknown;
        try {
          stored = JSON.parse(broken);
        } catch {
          return;
        }
        run(stored);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('any JSON at all is taken without an exception', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => void run(json)));
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (json) =>
        void run({ ...compiled(SOURCE), signals: [{ id: 'a', title: 'a', why: 'a', weight: 1, when: ['&&', json] }] }),
    ),
  );
});
