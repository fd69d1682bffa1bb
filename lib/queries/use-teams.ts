import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readTeams, writeTeams, type Team } from '@/lib/cache/team-cache';

export type { Team };

const NONE: readonly Team[] = [];

/** The teams of a CRM; one that is saved takes the place of the one of its name. */
export function useTeams(tenant: string): {
  teams: readonly Team[];
  save: (team: Team) => void;
  remove: (name: string) => void;
} {
  const client = useQueryClient();
  const key = ['teams', tenant];
  const { data: teams = NONE } = useQuery({ queryKey: key, queryFn: () => readTeams(tenant), staleTime: 0 });
  const { mutate } = useMutation({
    mutationFn: (next: readonly Team[]) => writeTeams(tenant, next),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const without = (name: string): Team[] => teams.filter((team) => team.name !== name);
  return {
    teams,
    save: (team) => mutate([...without(team.name), team].toSorted((a, b) => (a.name < b.name ? -1 : 1))),
    remove: (name) => mutate(without(name)),
  };
}
