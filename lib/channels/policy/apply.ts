import { canonicalJson } from '@/lib/domain/canonical';
import { note } from '@/lib/store/audit';
import type { SourceRow } from '@/lib/store/rows-6';
import { allSources, dropSource, putSource, together } from '@/lib/store/sources';
import { followAdapters, MANAGED } from '../brought';
import { newSource, withSetting } from '../new-source';
import { refreshNews } from '../news';
import { settle } from '../settle';
import type { World } from '../world';
import { readPolicy, type Policy } from './policy';

/**
 * Takes over what the browser's managed policy says now. One that is invalid or gone takes no rules away: what it brought stays
 * in use, with a notice, until something else comes.
 */
export async function applyPolicy(world: World, json: unknown): Promise<void> {
  await world.exclusively(async () => {
    const before = await world.readKeptPolicy();
    const reading = readPolicy(json);
    switch (reading.state) {
      case 'invalid':
        if (before?.problem === reading.problem) return;
        await world.keepPolicy({ policy: before?.policy ?? null, gone: false, problem: reading.problem });
        await tell(world, `It cannot be used and the last good one stays: ${reading.problem}.`);
        break;
      case 'none':
        if (!before || before.gone) return;
        await world.keepPolicy({ policy: before.policy, gone: true, problem: null });
        await follow(world, [], 'It is gone; the last good rules stay, and what it locked or left out is open again.');
        await followAdapters(world, 'policy', MANAGED, []);
        break;
      case 'good':
        await world.keepPolicy({ policy: reading.policy, gone: false, problem: null });
        await follow(world, reading.policy.subscriptions, saidBefore(before, reading.policy));
        await followAdapters(world, 'policy', MANAGED, reading.policy.adapters);
    }
    await settle(world);
    await refreshNews(world);
  });
}

/** What to note of a good policy; null when it is the one that was there. */
function saidBefore(before: Awaited<ReturnType<World['readKeptPolicy']>>, policy: Policy): string | null {
  if (before?.policy === undefined || before.policy === null) return `A policy was set: ${settingsOf(policy)}.`;
  if (before.gone) return `A policy was set again: ${settingsOf(policy)}.`;
  const other = changedSettings(before.policy, policy);
  if (other.length > 0) return `The policy was changed: ${other.join(', ')}.`;
  return before.problem === null ? null : 'It can be used again.';
}

/** The settings that a policy makes, by name. */
function settingsOf(policy: Policy): string {
  const made = Object.entries(policy).filter(
    ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return made.map(([name]) => name).join(', ') || 'it asks for nothing';
}

function changedSettings(before: unknown, policy: Policy): string[] {
  const [old, now] = [new Map(Object.entries(before ?? {})), new Map<string, unknown>(Object.entries(policy))];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].filter((name) => canonicalJson(old.get(name) ?? null) !== canonicalJson(now.get(name) ?? null));
}

/** Brings the managed sources in line with the policy's list. */
function follow(world: World, list: Policy['subscriptions'], message: string | null): Promise<void> {
  return together(world.database, async () => {
    const known = (await allSources(world.database)).filter(({ by }) => by === 'managed');
    const wanted = list.map((setting, order) => sourceOf(setting, order, known, world.now()));
    for (const source of wanted) await putSource(world.database, source);
    for (const source of known) if (!wanted.some(({ id }) => id === source.id)) await orphan(world, source);
    if (message !== null) await tell(world, message);
  });
}

function sourceOf(
  setting: Policy['subscriptions'][number],
  order: number,
  known: readonly SourceRow[],
  now: number,
): SourceRow {
  const fresh = newSource({ ...setting, by: 'managed', order, ring: setting.ring ?? null }, now);
  const old = known.find(({ id }) => id === fresh.id);
  return old ? withSetting(old, fresh) : fresh;
}

/** A source that brought rules stays for their sake; any other is forgotten. */
async function orphan(world: World, source: SourceRow): Promise<void> {
  if (source.highest === 0) await dropSource(world.database, source.id);
  else await putSource(world.database, { ...source, orphan: true });
}

function tell(world: World, message: string): Promise<void> {
  const row = { at: world.now(), kind: 'policy', source: MANAGED, pack: '', version: null, message } as const;
  return note(world.database, row);
}
