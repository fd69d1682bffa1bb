import { fairlead, type Ran } from './support';

/** Deals of a small team: 58 won, 42 lost, 20 open; small ones are won more often, and nothing else tells. */
export function sampleDeals(): string {
  const lines = ['id,status,created,closed,value,owner,size'];
  for (let i = 0; i < 120; i++) {
    const size = i % 3 === 0 ? 'small' : i % 3 === 1 ? 'medium' : 'large';
    const status =
      i >= 100 ? 'Open' : (i * 7) % 10 < (size === 'small' ? 9 : size === 'medium' ? 6 : 3) ? 'Won' : 'Lost';
    const day = new Date(Date.UTC(2025, 0, 1 + i * 3)).toISOString().slice(0, 10);
    const closed =
      status === 'Open' ? '' : new Date(Date.UTC(2025, 0, 20 + i * 3 + (i % 17))).toISOString().slice(0, 10);
    lines.push(
      `D${i},${status},${day},${closed},${1000 + ((i * 37) % 50) * 100},${['Ann', 'Bo', 'Cy'][i % 4] ?? 'Di'},${size}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

export const SAMPLE_MAPPING = `id: id
outcome: { column: status, won: Won, lost: Lost, open: Open }
created: created
closed: closed
amount: value
owner: owner
categorical: [size]
`;

export type Json = Record<string, unknown>;

/** Runs a command on deals and a mapping; `result` is the JSON it printed, if any. */
export function onDeals(
  command: 'score' | 'forecast',
  deals: string | Uint8Array,
  mapping: string,
  ...more: string[]
): Ran & { result: Json } {
  const ran = fairlead([command, 'deals.csv', '--mapping', 'map.yaml', ...more], {
    'deals.csv': deals,
    'map.yaml': mapping,
  });
  return { ...ran, result: ran.out.startsWith('{') ? (JSON.parse(ran.out) as Json) : {} };
}
