import type { Adapter } from '@/lib/crm/adapter-schema';
import { apiHosts } from '@/lib/crm/sign-in-ways';
import { canonicalJson } from '@/lib/domain/canonical';
import type { CompiledPack } from '@/lib/rules/types';
import type { Change } from './rule-changes';

/** Which CRMs' adapters come, go or change with a pack, and where they would work: that is what whoever signs it has to see. */
export function adapterChanges(before: CompiledPack, after: CompiledPack): Change[] {
  const [old, now] = [adaptersIn(before), adaptersIn(after)];
  const gone = [...old.keys()]
    .filter((id) => !now.has(id))
    .map((id): Change => ({ about: id, kind: 'adapter', what: 'removed', says: ['is gone'] }));
  const rest = [...now].flatMap(([id, adapter]): Change[] => {
    const was = old.get(id);
    if (was === undefined)
      return [{ about: id, kind: 'adapter', what: 'added', says: [`is new: "${adapter.title}"`, ...hostsOf(adapter)] }];
    if (canonicalJson(was) === canonicalJson(adapter)) return [];
    const hosts = hostsOf(adapter).filter((line) => !hostsOf(was).includes(line));
    return [{ about: id, kind: 'adapter', what: 'changed', says: ['reads or writes otherwise', ...hosts] }];
  });
  return [...gone, ...rest];
}

function adaptersIn({ adapters = [] }: CompiledPack): Map<string, Adapter> {
  const documents = adapters.map((text) => JSON.parse(text) as Adapter); // checked when the pack was compiled
  return new Map(documents.map((adapter) => [adapter.route.adapter, adapter]));
}

function hostsOf({ route, api }: Adapter): string[] {
  const called = (api?.ways ?? []).flatMap(apiHosts);
  return [...route.hosts.map((host) => `works on ${host}`), ...called.map((host) => `calls ${host}`)];
}
