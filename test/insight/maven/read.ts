import { readFileSync } from 'node:fs';
import { dayOf, dayText } from '@/lib/insight/periods';
import { EMPTY_LAYOUT, type DealRow, type Layout } from '@/lib/insight/layout';

const ZERO = dayOf('2016-10-01') ?? 0;
const OUTCOMES = { W: 'won', L: 'lost', P: 'open', E: 'open' } as const;
const STAGES = { W: 'Won', L: 'Lost', P: 'Prospecting', E: 'Engaging' } as const;

/** The extract beside this file as a layout. */
export function mavenLayout(): Layout {
  const text = readFileSync(new URL('deals.csv', import.meta.url), 'utf8');
  const deals = text.trim().split('\n').slice(1).map(dealOf);
  const stages = [
    { pipeline: null, stage: 'Prospecting', position: 1 },
    { pipeline: null, stage: 'Engaging', position: 2 },
  ];
  return { ...EMPTY_LAYOUT, deals, stages };
}

function dealOf(line: string, i: number): DealRow {
  const [agent, office, product, account, sector, letter, engaged, closed, value] = line.split(',');
  const named = (name: string, code: string | undefined): string | null => (code ? `${name} ${code}` : null);
  const day = (number: string | undefined): string | null => (number ? dayText(ZERO + Number(number)) : null);
  const stage = letter as keyof typeof STAGES; // the file has no other
  return {
    deal_id: `M${i}`,
    name: null,
    account: named('account', account),
    owner: named('agent', agent),
    team: named('office', office),
    segment: named('sector', sector),
    source: null,
    product: named('product', product),
    pipeline: null,
    stage: STAGES[stage],
    outcome: OUTCOMES[stage],
    amount: value === '' || value === undefined ? null : Number(value),
    currency: 'USD',
    created: day(engaged),
    closed: day(closed),
    // The set has no expected close date; the day a deal was closed is none.
    close_date: null,
    probability: null,
  };
}
