import { dayText } from '@/lib/insight/periods';
import { dayOf } from '@/lib/insight/periods';
import type {
  ActivityRow,
  CallRow,
  ChangeRow,
  ContactRow,
  DealRow,
  FlagRow,
  Layout,
  ScoreRow,
  TargetRow,
} from '@/lib/insight/layout';
import { chanceOf, type Chance } from '@/lib/risk/seeded';

/** A leap day in the midst of everything. */
export const AS_OF = dayOf('2024-02-29') ?? 0;
const FIRST = dayOf('2022-01-03') ?? 0;
export const STAGES = ['Discovery', 'Proposal', 'Negotiation'];

/** A made-up team's layout with all that is awkward: nulls, ties, leap days, two currencies, days that contradict each other. */
export function madeLayout(seed: number, deals: number): Layout {
  const chance = chanceOf(seed);
  const out = Array.from({ length: deals }, (_, i) => dealAndCourse(i, chance));
  const flat = <T>(of: (one: (typeof out)[number]) => readonly T[]): T[] => out.flatMap((one) => [...of(one)]);
  return {
    deals: out.map(({ deal }) => deal),
    changes: flat(({ changes }) => changes),
    stages: [
      ...STAGES.map((stage, i) => ({ pipeline: 'New', stage, position: i + 1 })),
      { pipeline: null, stage: 'Discovery', position: 1 },
    ],
    activities: flat(({ activities }) => activities),
    contacts: flat(({ contacts }) => contacts),
    targets: targets(),
    calls: calls(chance),
    flags: flat(({ flags }) => flags),
    scores: flat(({ scores }) => scores),
  };
}

const pick = <T>({ uniform }: Chance, items: readonly T[]): T => items[Math.floor(uniform() * items.length)] as T;
const int = ({ uniform }: Chance, most: number): number => Math.floor(uniform() * (most + 1));

function dealAndCourse(i: number, chance: Chance) {
  const { uniform } = chance;
  const id = `D${i}`;
  const created = i % 50 === 7 ? AS_OF : FIRST + int(chance, AS_OF - FIRST);
  const life = 1 + int(chance, 160);
  const outcome = created + life > AS_OF ? 'open' : uniform() < 0.55 ? 'won' : 'lost';
  const closed = outcome === 'open' ? null : i % 40 === 3 && created < AS_OF ? AS_OF : created + life;
  const end = closed ?? AS_OF;
  const course = stageCourse(id, created, end, outcome, chance);
  const dates = dateCourse(id, created, end, chance);
  const amounts = amountCourse(id, created, end, chance);
  const deal: DealRow = {
    deal_id: id,
    name: `Deal "${i}", Müller`,
    account: `A${i % 60}`,
    owner: pick(chance, ['Ann', 'Bo', 'Cy', null]),
    team: pick(chance, ['North', 'South']),
    segment: pick(chance, ['Small', 'Medium', 'Large', null]),
    source: pick(chance, ['Web', 'Event']),
    product: pick(chance, ['P1', 'P2', 'P3']),
    pipeline: i % 30 === 0 ? null : 'New',
    stage: course.last,
    outcome,
    amount: amounts.last,
    currency: i % 25 === 4 ? null : i % 3 === 0 ? 'USD' : 'EUR',
    created: i % 61 === 5 ? null : dayText(created),
    closed: closed === null ? null : dayText(i % 67 === 9 ? created - 3 : closed),
    close_date: dates.last,
    probability: uniform() < 0.2 ? null : Math.round(uniform() * 20) / 20,
  };
  return {
    deal,
    changes: [...course.changes, ...dates.changes, ...amounts.changes],
    activities: activities(id, created, end, chance),
    contacts: contacts(id, created, chance),
    flags: flags(id, created, chance),
    scores: scores(id, created, end, outcome, chance),
  };
}

type Course = { changes: ChangeRow[]; last: string | null };

function stageCourse(id: string, created: number, end: number, outcome: string, chance: Chance): Course {
  let now: string | null = pick(chance, ['Discovery', 'Discovery', 'Proposal', null, 'Unlisted']);
  const changes: ChangeRow[] = [];
  let day = created;
  const move = (to: string | null, on: number): void => {
    changes.push({ deal_id: id, day: dayText(on), seq: changes.length, field: 'stage', old: now, new: to });
    now = to;
  };
  for (let moves = int(chance, 4); moves > 0; moves--) {
    day = Math.min(end, day + (chance.uniform() < 0.15 ? 0 : int(chance, 40)));
    move(pick(chance, STAGES), day);
  }
  if (outcome !== 'open' && chance.uniform() < 0.8) move(outcome === 'won' ? 'Closed won' : 'Closed lost', end);
  if (chance.uniform() < 0.03) move('Archived', end + 5);
  return { changes, last: now };
}

function dateCourse(id: string, created: number, end: number, chance: Chance): Course {
  let now: string | null = chance.uniform() < 0.1 ? null : dayText(created + 30 + int(chance, 120));
  const changes: ChangeRow[] = [];
  for (let moves = int(chance, 4); moves > 0; moves--) {
    const to: string | null =
      chance.uniform() < 0.05 ? null : dayText((dayOf(now) ?? created) + int(chance, 90) - (moves % 2) * 25);
    const day = dayText(created + int(chance, Math.max(0, end - created)));
    changes.push({ deal_id: id, day, seq: 100 + changes.length, field: 'close_date', old: now, new: to });
    now = to;
  }
  return { changes: changes.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.seq - b.seq)), last: now };
}

function amountCourse(
  id: string,
  created: number,
  end: number,
  chance: Chance,
): { changes: ChangeRow[]; last: number | null } {
  const drawn = (): number | null =>
    chance.uniform() < 0.08 ? null : Math.round(Math.exp(6 + 7 * chance.uniform()) * 100) / 100;
  let now = drawn();
  const changes: ChangeRow[] = [];
  for (let moves = int(chance, 2); moves > 0; moves--) {
    const to = drawn();
    const day = dayText(created + int(chance, Math.max(0, end - created)));
    const [old, next] = [now, to].map((value) => (value === null ? null : String(value)));
    changes.push({ deal_id: id, day, seq: 200 + changes.length, field: 'amount', old: old ?? null, new: next ?? null });
    now = to;
  }
  return { changes, last: now };
}

function activities(id: string, created: number, end: number, chance: Chance): ActivityRow[] {
  return Array.from({ length: int(chance, 6) }, (): ActivityRow => {
    const day = dayText(created + int(chance, end - created + 4));
    const hour = String(int(chance, 23)).padStart(2, '0');
    return {
      deal_id: id,
      day,
      happened_at: chance.uniform() < 0.2 ? null : `${day}T${hour}:${String(int(chance, 59)).padStart(2, '0')}:00Z`,
      kind: pick(chance, ['call', 'email', null]),
      direction: pick(chance, ['in', 'out', null]),
    };
  });
}

function contacts(id: string, created: number, chance: Chance): ContactRow[] {
  return Array.from({ length: int(chance, 3) }, (_, i) => ({
    deal_id: id,
    contact_id: `${id}-${i}`,
    role: pick(chance, ['Buyer', null]),
    first_day: chance.uniform() < 0.3 ? null : dayText(created + int(chance, 60)),
  }));
}

function flags(id: string, created: number, chance: Chance): FlagRow[] {
  const kinds = { 'budget-confirmed': 'criterion', 'close-date-past': 'signal', nextStep: 'field' } as const;
  return Object.entries(kinds).flatMap(([rule, kind]) => {
    let day = created;
    return Array.from({ length: int(chance, 4) }, (): FlagRow => {
      day += 1 + int(chance, 25);
      const verdict = pick(chance, ['met', 'notMet', 'notMet', 'unknown', 'notApplicable', 'broken'] as const);
      const reason =
        kind === 'field' && verdict === 'notMet' ? pick(chance, ['missing', 'junk', 'stale', 'invalid']) : null;
      return { deal_id: id, day: dayText(day), kind, rule, verdict, reason };
    });
  });
}

function scores(id: string, created: number, end: number, outcome: string, chance: Chance): ScoreRow[] {
  const lean = outcome === 'won' ? 0.1 : -0.1;
  return Array.from({ length: int(chance, 3) }, (_, i) => ({
    deal_id: id,
    day: dayText(created + i * 7 + int(chance, Math.max(0, Math.min(6, end - created)))),
    chance: Math.min(1, Math.max(0, Math.round((0.5 + lean + 0.3 * chance.normal()) * 100) / 100)),
  }));
}

function targets(): TargetRow[] {
  return [
    { period_start: '2024-01-01', owner: null, amount: 4_000_000, currency: 'EUR' },
    { period_start: '2024-01-01', owner: 'Ann', amount: 1_000_000, currency: 'EUR' },
    { period_start: '2023-10-01', owner: 'Ann', amount: 700_000, currency: 'EUR' },
  ];
}

function calls(chance: Chance): CallRow[] {
  return ['2023-01-01', '2023-04-01', '2023-07-01', '2023-10-01', '2024-01-01'].flatMap((start) =>
    ['Ann', 'Bo', null].flatMap((owner) =>
      [10, 45, 80].map((days): CallRow => {
        const value = Math.round(1_000_000 * chance.uniform());
        return {
          period_start: start,
          said_on: dayText((dayOf(start) ?? 0) + days),
          method: owner === null ? 'forecast' : 'rep',
          owner,
          value,
          low: owner === null ? value * 0.6 : null,
          high: owner === null ? value * 5 : null,
          currency: 'EUR',
        };
      }),
    ),
  );
}
