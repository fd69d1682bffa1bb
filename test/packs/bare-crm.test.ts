import { describe, expect, it } from 'vitest';
import { assess } from '@/lib/assess/assess';
import type { Assessment } from '@/lib/domain/assessment';
import type { Deal, Field, FieldValue, Row, RowList } from '@/lib/domain/deal';
import type { RunnablePack } from '@/lib/rules/types';
import { BUNDLED, bundledPack } from './load-bundled';

const { runnable } = bundledPack('meddpicc');
const NOW = Date.UTC(2026, 5, 15, 12);

type Bare = {
  stage: string;
  amount: number;
  closeDate: string;
  description: string;
  contacts: readonly (readonly [string, string])[];
  notes: readonly string[];
};

function field(value: FieldValue): Field {
  return value === '' ? { state: 'empty', source: 'page' } : { state: 'value', value, source: 'page' };
}

function rows(list: readonly Row[]): RowList {
  return { state: 'rows', rows: list, complete: true };
}

/** A deal of a CRM that shows name, stage, amount, close date, description, contacts with titles and dated notes, and no more. */
function bareDeal({ stage, amount, closeDate, description, contacts, notes }: Bare): Deal {
  return {
    id: '1',
    url: 'https://crm.example/deals/1',
    readAt: NOW,
    fields: {
      name: field('Tracking screens'),
      'stage.label': field(stage),
      amount: { state: 'value', value: { value: amount, currency: 'EUR' }, source: 'page', approximate: true },
      closeDate: field(closeDate),
      description: field(description),
    },
    lists: {
      contacts: rows(contacts.map(([name, title]): Row => ({ name: field(name), title: field(title) }))),
      activities: rows(notes.map((at): Row => ({ at: field(at) }))),
    },
  };
}

function assessed(bare: Bare, pack: RunnablePack = runnable): Assessment {
  return assess({
    deal: bareDeal(bare),
    history: { changes: [], watchedSince: null },
    pack,
    clock: { now: NOW, today: '2026-06-15' },
  });
}

const QUIET: Bare = {
  stage: 'Proposal Sent',
  amount: 48_700,
  closeDate: '2026-06-27',
  description: 'Shippers cannot see customs status, so 40 % of the calls ask for it.',
  contacts: [
    ['Elin Mark', 'VP Operations'],
    ['Raul Ortega', 'IT Manager'],
  ],
  notes: ['2026-05-21', '2026-05-05'],
};

const HEALTHY: Bare = {
  ...QUIET,
  stage: 'In Negotiation',
  closeDate: '2026-07-15',
  description:
    'Pain: three of ten bookings by phone. Decision: security review, then the board. Redlined contract is due back. No competitor left.',
  contacts: [...QUIET.contacts, ['Samira Falk', 'CFO']],
  notes: ['2026-06-13', '2026-06-04'],
};

const NEGLECTED: Bare = {
  stage: 'Opportunity',
  amount: 1,
  closeDate: '2026-05-06',
  description: 'TBD',
  contacts: [],
  notes: [],
};

const CASES: readonly [string, Bare, Readonly<Record<string, string>>][] = [
  [
    'a proposal that went quiet',
    QUIET,
    {
      'proposal-discussed': 'notMet',
      'second-contact': 'met',
      'close-date-ahead': 'met',
      'decision-criteria-known': 'unknown',
      'decision-process-mapped': 'unknown',
      'silent-21-days': 'met',
      'close-date-too-near': 'met',
      'senior-contact': 'met',
      'value-in-figures': 'met',
      'pain-missing': 'notMet',
      'metrics-missing-late': 'notMet',
      'economic-buyer-missing-late': 'notMet',
      'champion-missing-late': 'unknown',
      'nobody-engaged-60': 'unknown',
      'nothing-planned': 'unknown',
      'next-step-missing': 'unknown',
    },
  ],
  [
    'a negotiation in good order',
    HEALTHY,
    {
      'competition-known': 'met',
      'paper-process-mapped': 'met',
      'closes-within-quarter': 'met',
      'economic-buyer-engaged': 'unknown',
      'champion-active': 'unknown',
      'active-last-7-days': 'met',
      'several-contacts': 'met',
      'decision-path-known': 'met',
      'silent-21-days': 'notMet',
      'purchasing-only': 'notMet',
    },
  ],
  [
    'a deal nobody looks after',
    NEGLECTED,
    {
      'contact-known': 'notMet',
      'first-conversation': 'notMet',
      'need-described': 'notMet',
      'pain-identified': 'unknown',
      'close-date-past': 'met',
      'no-contacts': 'met',
      'amount-placeholder': 'met',
      'description-junk': 'met',
      'purchasing-only': 'notMet',
    },
  ],
];

describe('MEDDPICC on a CRM that shows little', () => {
  it.each(CASES)('%s is judged by what can be seen', (_name, bare, verdicts) => {
    const { criteria, signals, broken } = assessed(bare);
    const found = new Map([...criteria, ...signals].map((rule) => [rule.id, rule.verdict.kind]));
    expect(Object.fromEntries(Object.keys(verdicts).map((id) => [id, found.get(id)]))).toEqual(verdicts);
    expect(broken).toEqual([]);
  });

  it.each(CASES)('%s has no gap in a field that is not shown', (_name, bare) => {
    expect(assessed(bare).gaps.filter((gap) => !['amount', 'closeDate', 'description'].includes(gap.field))).toEqual(
      [],
    );
  });

  it.each([
    ['the quiet proposal', QUIET],
    ['the neglected deal', NEGLECTED],
  ])('%s has three or more steps that cut the risk', (_name, bare) => {
    expect(assessed(bare).steps.filter((step) => step.effect < 0).length).toBeGreaterThanOrEqual(3);
  });

  it('ranks the three by risk: healthy, quiet, neglected', () => {
    const risks = [HEALTHY, QUIET, NEGLECTED].map((bare) => {
      const { risk } = assessed(bare);
      return risk.state === 'band' ? risk.risk : Number.NaN;
    });
    expect(risks).toEqual(risks.toSorted((a, b) => a - b));
    expect(new Set(risks).size).toBe(3);
  });
});

describe.each(BUNDLED.map((pack) => [pack.source.id, pack.runnable] as const))(
  'the bundled pack %s on a CRM that shows little',
  (_id, pack) => {
    it.each(CASES)('%s breaks no rule and asks for no field that is not shown', (_name, bare) => {
      const { broken, gaps } = assessed(bare, pack);
      expect(broken).toEqual([]);
      expect(gaps.filter((gap) => !['amount', 'closeDate', 'description'].includes(gap.field))).toEqual([]);
    });

    it('ranks the neglected deal above the healthy one', () => {
      const [healthy = Number.NaN, neglected = Number.NaN] = [HEALTHY, NEGLECTED].map((bare) => {
        const { risk } = assessed(bare, pack);
        return risk.state === 'band' ? risk.risk : Number.NaN;
      });
      expect(neglected).toBeGreaterThan(healthy);
    });
  },
);
