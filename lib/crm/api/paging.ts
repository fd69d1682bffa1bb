import type { ApiPaging, ApiRequestPlan } from '@/lib/crm/adapter-api-schema';
import type { Answer } from './answer';
import { callLink, callStep, type Client } from './client';
import { find, plainText } from './path';
import type { Variables } from './template';

/** Where in a run of pages a call stands; null: at its beginning. */
export type PageAt = string | number | null;

/** Asks for the page at a place. */
export function callPage(
  client: Client,
  request: ApiRequestPlan,
  paging: ApiPaging,
  at: PageAt,
  variables: Variables,
): Promise<Answer> {
  if (paging.kind === 'link' && typeof at === 'string') return callLink(client, request, at);
  return callStep(client, request, { ...variables, limit: paging.limit, ...placeOf(paging, at) });
}

function placeOf(paging: ApiPaging, at: PageAt): Record<string, unknown> {
  switch (paging.kind) {
    case 'offset':
      return { offset: at ?? 0 };
    case 'page':
      return { page: at ?? paging.first ?? 1 };
    case 'cursor':
      return { cursor: at };
    case 'key':
      return { after: at ?? paging.start };
    case 'link':
      return {};
  }
}

/** Where the next page begins; null after the last. `rows`: all of this page. */
export function nextPage(paging: ApiPaging, at: PageAt, rows: readonly unknown[], content: unknown): PageAt {
  if (paging.kind === 'link') return textAt(content, paging.next);
  if ('more' in paging && paging.more !== undefined && !truthy(content, paging.more)) return null;
  if (paging.kind === 'cursor') {
    const next = textAt(content, paging.next);
    return next !== null && paging.end?.includes(next) ? null : next;
  }
  const says = 'more' in paging && paging.more !== undefined;
  if (rows.length === 0 || (!says && rows.length < paging.limit)) return null;
  switch (paging.kind) {
    case 'offset':
      return Number(at ?? 0) + rows.length;
    case 'page':
      return Number(at ?? paging.first ?? 1) + 1;
    case 'key':
      return textAt(rows.at(-1), paging.key);
  }
}

function textAt(root: unknown, path: string): string | number | null {
  const found = find(root, path);
  if (found.state !== 'value') return null;
  return typeof found.value === 'number' ? found.value : plainText(found.value) || null;
}

function truthy(root: unknown, path: string): boolean {
  const found = find(root, path);
  return found.state === 'value' && Boolean(found.value);
}
