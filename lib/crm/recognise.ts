import type { Adapter } from './adapter-schema';
import { placeOf } from './route';

/** An address as an admin writes it, taken apart. */
export type GivenAddress = { ok: true; url: URL } | { ok: false; message: string };

const OWN_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/** Reads an address that somebody typed or pasted; a missing `https://` is put in front. */
export function readAddress(text: string): GivenAddress {
  const written = text.trim();
  if (written === '') return { ok: false, message: 'Write the address of the CRM, as the browser shows it.' };
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`);
  if (!url || url.hostname === '') return { ok: false, message: 'This is no web address.' };
  if (url.protocol === 'https:') return { ok: true, url };
  if (url.protocol === 'http:' && OWN_MACHINE.has(url.hostname)) return { ok: true, url };
  return { ok: false, message: 'Only https addresses are safe to work on; http is for one’s own machine alone.' };
}

/** A CRM that an address looks like, and the path below which it lies: `/` or `/sub/`; see `CrmAddress`. */
export type Likely = { adapter: string; path: string; prefix?: string };

const RANK = { record: 0, edit: 100, list: 200, board: 200, other: 1_000 } as const;

/** The adapters whose patterns know this address, likeliest first: a deal's page says more than a list's. */
export function recognise(adapters: readonly Adapter[], url: URL): Likely[] {
  const found = pathsAbove(url).flatMap((path, depth) =>
    adapters.flatMap(({ route }) => {
      const ways: Likely[] = [{ adapter: route.adapter, path: `${path}/` }];
      // Where the patterns leave a part of the path open, a firm may have renamed it.
      if (route.prefix !== undefined && path !== '') ways.push({ adapter: route.adapter, path: '/', prefix: path });
      return ways.map((likely, at) => {
        const { path: below, prefix = route.prefix } = likely;
        const site = { ...route, below: below.slice(0, -1), ...(prefix === undefined ? {} : { prefix }) };
        return { likely, rank: RANK[placeOf(site, url).kind] + depth + at };
      });
    }),
  );
  const known = found.filter(({ rank }) => rank < RANK.other).toSorted((a, b) => a.rank - b.rank);
  const likely = known.map((one) => one.likely);
  return likely.filter((one, at) => likely.findIndex((other) => other.adapter === one.adapter) === at);
}

/** Every path below which the CRM could lie, the root first. */
function pathsAbove(url: URL): string[] {
  const parts = url.pathname.split('/').filter(Boolean);
  return [...Array(parts.length + 1).keys()].map((count) => ['', ...parts.slice(0, count)].join('/'));
}
