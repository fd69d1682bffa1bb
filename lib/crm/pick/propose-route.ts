import type { Route } from '@/lib/crm/adapter-schema';
import { isCounter } from './generated';

/** How a CRM's deals are told by their addresses, from two of them. */
export type ProposedRoute =
  | { ok: true; origin: string; host: string; page: Route['pages'][number]; ids: readonly [string, string] }
  | { ok: false; message: string };

type Found = { pattern: string; ids: readonly [string, string] };

/** Compares the addresses of two different deals: what differs is the id, what is the same is the pattern. */
export function proposeRoute(first: URL, second: URL): ProposedRoute {
  if (first.origin !== second.origin) return refuse('The two addresses are of different sites.');
  if (first.href === second.href) return refuse('The two addresses are the same: open another deal for the second.');
  const parts = [
    ['path', first.pathname, second.pathname],
    ['hash', first.hash, second.hash],
    ['query', first.search, second.search],
  ] as const;
  for (const [place, one, other] of parts) {
    const found = one === other ? null : difference(one, other);
    if (!found) continue;
    const page = { kind: 'record' as const, in: place, pattern: found.pattern };
    return { ok: true, origin: first.origin, host: `${first.protocol}//${first.hostname}/*`, page, ids: found.ids };
  }
  return refuse('The two addresses differ in more than a deal’s id: take two deals opened in the same way.');
}

function difference(one: string, other: string): Found | null {
  return /^[?#][^/]*=/.test(one) ? byParameter(one, other) : bySegment(one, other);
}

/** `/deals/17` and `/deals/18`: one segment differs. */
function bySegment(one: string, other: string): Found | null {
  const [a, b] = [one.split('/'), other.split('/')];
  if (a.length !== b.length) return null;
  const at = a.findIndex((segment, index) => segment !== b[index]);
  // Behind the id a name may follow, which differs too.
  const [left, right] = [a[at] ?? '', b[at] ?? ''];
  const prefix = wordBefore(left, right);
  const ids = [idIn(left.slice(prefix.length)), idIn(right.slice(prefix.length))] as const;
  if (ids[0] === '' || ids[1] === '' || ids[0] === ids[1]) return null;
  const before = a.slice(0, at).map((segment) => (isCounter(segment) ? '[^/]+' : escape(segment)));
  const after = a
    .slice(at + 1)
    .map((segment, index) => (segment === b[at + 1 + index] ? escape(segment) : '[^/?#&;]+'));
  const end = after.length === 0 ? '' : `/${after.join('/')}`;
  return { pattern: `^${[...before, escape(prefix) + group(ids)].join('/')}${end}(?:[/?#&;]|$)`, ids };
}

/** `deal-` of `deal-17` and `deal-18`; never a part of the ids themselves. */
function wordBefore(left: string, right: string): string {
  const found = /^[a-z]+[-_.:=]/i.exec(left)?.[0] ?? '';
  return right.startsWith(found) ? found : '';
}

/** `?view=deal&no=17`: one parameter differs; the words around it say that it is a deal. */
function byParameter(one: string, other: string): Found | null {
  const [a, b] = [parametersOf(one), parametersOf(other)];
  const at = a.findIndex(({ name, value }, index) => b[index]?.name === name && b[index].value !== value);
  const found = a[at];
  const twin = b[at];
  if (!found || !twin || found.value === '' || twin.value === '') return null;
  const ids = [found.value, twin.value] as const;
  const before = lastRun(a.slice(0, at));
  const after = upToLastWord(a.slice(at + 1)).map(
    ({ name, value }) => `&${escape(name)}=${isWord(value) ? escape(value) : '[^&]*'}`,
  );
  const start = before.length === at ? `^${escape(one.charAt(0))}` : '[?#&]';
  const words = before.map(({ name, value }) => `${escape(name)}=${escape(value)}&`).join('');
  return { pattern: `${start}${words}${escape(found.name)}=${group(ids)}${after.join('')}(?:&|$)`, ids };
}

type Parameter = { name: string; value: string };

function parametersOf(text: string): Parameter[] {
  return text
    .slice(1)
    .split('&')
    .map((pair) => ({ name: pair.split('=')[0] ?? '', value: pair.slice(pair.indexOf('=') + 1) }));
}

/** The words right before the id: an app's number further ahead is another for the next person. */
function lastRun(parameters: readonly Parameter[]): Parameter[] {
  const from = parameters.findLastIndex(({ value }) => !isWord(value));
  return parameters.slice(from + 1);
}

function upToLastWord(parameters: readonly Parameter[]): Parameter[] {
  return parameters.slice(0, parameters.findLastIndex(({ value }) => isWord(value)) + 1);
}

function isWord(value: string): boolean {
  return /^[a-z][\w.-]*$/i.test(value) && !isCounter(value);
}

function idIn(segment: string): string {
  return /^[^?#&;]*/.exec(segment)?.[0] ?? '';
}

/** As narrow as both ids allow, so that `/deals/new` is no deal. */
function group(ids: readonly [string, string]): string {
  if (ids.every((id) => /^\d+$/.test(id))) return '(?<id>\\d+)';
  if (ids.every((id) => /^[0-9a-f-]{36}$/i.test(id))) return '(?<id>[0-9a-fA-F-]{36})';
  if (ids.every((id) => /\d/.test(id) && /^\w+$/.test(id))) return '(?<id>(?=[A-Za-z_]*\\d)\\w+)';
  return '(?<id>[^/?#&;]+)';
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function refuse(message: string): ProposedRoute {
  return { ok: false, message };
}
