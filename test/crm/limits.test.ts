import { describe, expect, test } from 'vitest';
import { startPipedrive } from '../crms/contract/pipedrive/serve.mjs';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';
import { dayIsSpent, limitedMs, pauseMs } from '@/lib/crm/api/limits';
import { listDeals, type ListPage } from '@/lib/crm/api/list-deals';
import type { ApiProblem } from '@/lib/crm/api/types';
import { adapterOf, httpSend } from './api/wire';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const DATE = 'Sun, 22 Nov 2026 09:00:00 GMT';
const limitsOf = (adapter: string) => adapterOf(adapter).api?.limits;

type Case = [what: string, adapter: string, headers: Record<string, string>, says: unknown];

describe('how long a pull pauses before its next page, by the CRM’s headers', () => {
  const hubspot = (remaining: string) => ({
    'x-hubspot-ratelimit-remaining': remaining,
    'x-hubspot-ratelimit-max': '100',
  });
  test.each<Case>([
    ['room is left', 'hubspot', hubspot('90'), 0],
    ['the last tenth is for people', 'hubspot', hubspot('10'), 10_000],
    ['no number', 'hubspot', hubspot('few'), 0],
    ['no header', 'hubspot', {}, 0],
    [
      'the CRM says when the count starts anew',
      'pipedrive',
      { 'x-ratelimit-remaining': '1', 'x-ratelimit-limit': '20', 'x-ratelimit-reset': '2' },
      2_000,
    ],
    [
      'one call is left, and nothing says of how many',
      'dynamics',
      { 'x-ms-ratelimit-burst-remaining-xrm-requests': '1' },
      10_000,
    ],
    ['a CRM that tells nothing', 'odoo', { 'x-ratelimit-remaining': '0' }, 0],
  ])('%s', (_what, adapter, headers, pause) => {
    expect(pauseMs(limitsOf(adapter), headers, NOW)).toBe(pause);
  });

  test('a moment since 1970 counts from now', () => {
    const limits = { remaining: 'left', reset: 'anew' };
    const headers = { left: '0', anew: String(NOW / 1000 + 30) };
    expect(pauseMs({ ...limits, resetAs: 'epochSeconds' }, headers, NOW)).toBe(30_000);
    expect(pauseMs({ ...limits, resetAs: 'epochMs' }, { left: '0', anew: String(NOW - 5) }, NOW)).toBe(0);
  });
});

describe('whether the rest of the day’s calls is left to everyone else', () => {
  test.each<Case>([
    ['most are left', 'salesforce', { 'sforce-limit-info': 'api-usage=13499/15000' }, false],
    ['nine tenths are used', 'salesforce', { 'sforce-limit-info': 'api-usage=13500/15000' }, true],
    ['another header than the documented one', 'salesforce', { 'sforce-limit-info': 'per-app' }, false],
    [
      'a tenth of the day’s tokens is left',
      'pipedrive',
      { 'x-daily-ratelimit-token-remaining': '3000', 'x-daily-ratelimit-token-limit': '30000' },
      true,
    ],
    [
      'more than that is left',
      'pipedrive',
      { 'x-daily-ratelimit-token-remaining': '3001', 'x-daily-ratelimit-token-limit': '30000' },
      false,
    ],
    ['the last one, where nobody says of how many', 'hubspot', { 'x-hubspot-ratelimit-daily-remaining': '1' }, true],
    ['a CRM that counts no days', 'odoo', { 'x-daily': '0' }, false],
  ])('%s', (_what, adapter, headers, spent) => {
    expect(dayIsSpent(limitsOf(adapter), headers)).toBe(spent);
  });
});

describe('how long to wait after a refusal for too many calls', () => {
  test.each<Case>([
    ['seconds', 'dynamics', { 'retry-after': '7' }, 7_000],
    [
      'a moment, by the CRM’s own clock',
      'dynamics',
      { date: DATE, 'retry-after': 'Sun, 22 Nov 2026 09:00:20 GMT' },
      20_000,
    ],
    [
      'a moment without a clock to hold it against',
      'dynamics',
      { 'retry-after': 'Sun, 22 Nov 2026 09:00:20 GMT' },
      null,
    ],
    ['longer than a day is a day', 'dynamics', { 'retry-after': '9999999' }, 86_400_000],
    ['nonsense', 'dynamics', { 'retry-after': 'soon' }, null],
    ['no such header, but when the count starts anew', 'pipedrive', { 'x-ratelimit-reset': '2' }, 2_000],
    ['nothing', 'salesforce', {}, null],
  ])('%s', (_what, adapter, headers, ms) => {
    expect(limitedMs(limitsOf(adapter), headers)).toBe(ms);
  });
});

describe('a pull against a contract server whose day is nearly used up', () => {
  test.each([
    ['salesforce', () => startSalesforce({ deals: 40, dailyLimit: 8 }), 'access'],
    ['pipedrive', () => startPipedrive({ deals: 40, dailyTokens: 60 }), 'api'],
  ] as const)('%s: stops after the page it has, while people still have calls', async (id, start, name) => {
    const server = await start();
    const adapter = structuredClone(adapterOf(id));
    for (const { paging } of adapter.api?.pull?.initial ?? []) paging.limit = 5;
    const tokens: Record<string, string> = server.tokens;
    const connection = { origin: server.origin, apiOrigin: server.origin, token: tokens[name] ?? '' };
    const options = { own: [], closedSince: '2020-01-01T00:00:00.000Z', history: false };
    const pages = listDeals(adapter, connection, options, httpSend(), () => NOW);
    let last: IteratorResult<ListPage, ApiProblem | null>;
    let deals = 0;
    do {
      last = await pages.next();
      if (!last.done) deals += last.value.readings.length;
    } while (!last.done);
    expect(last.value).toMatchObject({ kind: 'limited', message: expect.stringContaining('everyone else') });
    expect(deals).toBeGreaterThan(0);
    expect(deals).toBeLessThan(40);
    await server.close();
  });
});
