import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import type { PageLink, PageState } from '@/lib/messaging/page-link';
import { warmDeals } from '@/lib/queries/warm';

vi.mock('wxt/browser', () => ({ browser: { storage: { local: { get: () => Promise.resolve({}) } } } }));

const url = 'https://acme.odoo.com/odoo/crm/7';
const deal = (id: string, visit: number): Partial<PageState> => ({
  url,
  visit,
  place: { kind: 'record', adapter: 'odoo', id },
});
const list = (visit: number): Partial<PageState> => ({ url, visit, place: { kind: 'list', adapter: 'odoo' } });

let client: QueryClient;
let tell: (state: Partial<PageState>) => void;
const asked = (): unknown[] =>
  client
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey.slice(1));

beforeEach(() => {
  client = new QueryClient();
  let state: Partial<PageState> = {};
  let listener = (): void => undefined;
  const link = {
    state: () => state,
    subscribe: (each: () => void) => ((listener = each), () => undefined),
  } as unknown as PageLink;
  tell = (next) => {
    state = next;
    listener();
  };
  warmDeals(client, link);
});

test.each([
  ['the first deal of a frame, which is asked for before', [deal('7', 1)], []],
  ['a second deal', [deal('7', 1), deal('8', 2)], [['odoo@https://acme.odoo.com', '8', 2]]],
  ['the same visit told of again', [deal('8', 2), deal('8', 2)], [['odoo@https://acme.odoo.com', '8', 2]]],
  ['a page that is no deal', [list(2)], []],
] as const)('what is known of a deal is asked for at once: %s', (_what, states, expected) => {
  for (const state of states) tell(state);
  expect(asked()).toEqual(expected);
});
