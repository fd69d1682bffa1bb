import type { DealRow } from './layout';

/** Owners whose deals are looked at together, by name as deals have it; an owner may be in several teams. */
export type Team = { name: string; owners: readonly string[] };

/** Deals with their owner's team: of several the first, null for owners in none. */
export function inTeams(deals: readonly DealRow[], teams: readonly Team[]): DealRow[] {
  const teamOf = new Map<string, string>();
  for (const { name, owners } of teams) for (const owner of owners) if (!teamOf.has(owner)) teamOf.set(owner, name);
  return deals.map((deal) => ({ ...deal, team: deal.owner === null ? null : (teamOf.get(deal.owner) ?? null) }));
}

/** Whether a deal is of a team, be it one of several of its owner's; null: of none. Where no teams were put together, as the deal says. */
export function isOfTeam(
  { owner, team }: Pick<DealRow, 'owner' | 'team'>,
  wanted: string | null,
  teams: readonly Team[],
): boolean {
  if (wanted === null || teams.length === 0) return team === wanted;
  return teams.some(({ name, owners }) => name === wanted && owner !== null && owners.includes(owner));
}
