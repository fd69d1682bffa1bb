import type { Adapter } from '@/lib/crm/adapter-schema';
import { mayReplace, type AdapterSource, type Installed, type TakeOver } from '@/lib/crm/installed';
import { originPattern, patternsOverlap } from '@/lib/crm/patterns';
import { apiHosts } from '@/lib/crm/sign-in-ways';
import type { AdapterError } from './adapter-error';
import { readDocument } from './read-document';
import { parseAdapter } from './schema-errors';
import { wrongExamples } from './wrong-examples';

export type CheckedAdapter =
  | { ok: true; adapter: Adapter; takesOver: readonly TakeOver[]; origins: readonly string[] }
  | { ok: false; errors: readonly AdapterError[] };

/** What there is already, and how the text came. */
export type CheckContext = {
  shipped: readonly Adapter[];
  installed: Installed;
  source: AdapterSource;
};

/** Checks the text of an adapter document as hostile input; on failure every error at once, and nothing has changed. */
export function checkAdapter(text: string, context: CheckContext): CheckedAdapter {
  const read = readDocument(text);
  if (!read.ok) return read;
  const parsed = parseAdapter(read.document);
  if (!parsed.ok) return parsed;
  const { adapter } = parsed;
  const errors = [...wrongExamples(adapter), ...standingErrors(adapter, context)];
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, adapter, takesOver: takeOvers(adapter, context), origins: originsOf(adapter) };
}

/** An adapter that a stronger source brought stays. What a pack brings is kept beneath a policy's, for when that goes. */
function standingErrors(adapter: Adapter, { installed, source }: CheckContext): AdapterError[] {
  if (source !== 'file') return [];
  const id = adapter.route.adapter;
  const before = installed.adapters.find((one) => one.adapter.route.adapter === id && !mayReplace(one.source, source));
  if (!before) return [];
  const by = before.source === 'policy' ? 'your organisation' : 'a rule pack';
  return [{ path: 'route.adapter', message: `“${id}” was set by ${by} and stays`, text: id }];
}

function takeOvers(adapter: Adapter, { shipped, installed }: CheckContext): TakeOver[] {
  const id = adapter.route.adapter;
  const others = [...shipped, ...installed.adapters.map((one) => one.adapter)];
  const same = shipped.filter((other) => other.route.adapter === id);
  const hosts = others
    .filter((other) => other.route.adapter !== id)
    .flatMap((other) => sharedHosts(adapter, other).map((name): TakeOver => ({ what: 'host', name, of: other.title })));
  return [...same.map((other): TakeOver => ({ what: 'id', name: id, of: other.title })), ...hosts];
}

function sharedHosts(adapter: Adapter, other: Adapter): string[] {
  return adapter.route.hosts.filter((host) => other.route.hosts.some((taken) => patternsOverlap(host, taken)));
}

/** What the browser must allow before the adapter works: its pages, and where its API is called by the background. */
export function originsOf(adapter: Adapter): string[] {
  const hosts = [
    ...adapter.route.hosts,
    ...(adapter.route.devHosts ?? []),
    ...(adapter.api?.ways ?? []).flatMap(apiHosts),
  ];
  return [...new Set(hosts.map(originPattern))];
}
