import type { PackNews } from '@/lib/domain/pack-news';
import { canonicalJson } from '@/lib/domain/canonical';
import type { SourceRow } from '@/lib/store/rows-6';
import { allSources } from '@/lib/store/sources';
import type { KeptPolicy } from '@/lib/cache/policy-cache';
import type { World } from './world';

/** Writes down what panels have to say beside the rules; `server` is a date that a verified answer brought. */
export async function refreshNews(world: World, server?: { date: number; clock: number }): Promise<void> {
  const before = await world.readNews();
  const [sources, policy, active] = [
    await allSources(world.database),
    await world.readKeptPolicy(),
    await world.readPackEntry(),
  ];
  const source = sources.find(({ id }) => active?.from?.startsWith(`${id} `));
  const news: PackNews = {
    serverDate: server ? Math.max(server.date, before.serverDate ?? 0) : before.serverDate,
    clockOff: server ? server.clock - server.date : before.clockOff,
    silentSince: source && source.failures > 0 ? source.goodAt : null,
    standing: [...policyNews(policy, sources), ...sources.flatMap(sourceNews), ...(await adapterNews(world))],
  };
  if (canonicalJson(news) !== canonicalJson(before)) await world.writeNews(news);
}

/** One sentence for each place that an unusable adapter came from; the options page and the log have every error. */
async function adapterNews(world: World): Promise<string[]> {
  const from = new Set((await world.adapterProblems()).map((problem) => problem.from));
  return [...from].map(
    (name) => `An adapter from “${name}” cannot be used: Fairlead’s options say what is wrong, and where.`,
  );
}

function policyNews(policy: KeptPolicy | null, sources: readonly SourceRow[]): string[] {
  if (policy?.problem) return [`The managed policy cannot be used (${policy.problem}): the last good one stays.`];
  const left = sources.find(({ orphan }) => orphan);
  if (!left) return [];
  return policy?.gone === true
    ? [`The managed policy is gone: the last good rules, from “${left.name}”, stay.`]
    : [`The managed policy no longer names “${left.name}”: its last good rules stay until others have come.`];
}

function sourceNews({ name, refused, rolledBack }: SourceRow): string[] {
  return [
    ...(refused === null
      ? []
      : [`An update of the rules from “${name}” was refused: ${refused} The rules before stay.`]),
    ...(rolledBack === null ? [] : [`An update of the rules from “${name}” was taken back: ${rolledBack}`]),
  ];
}
