import { describe, expect, test } from 'vitest';
import { ADMIN_INPUTS } from '@/lib/messaging/admin-calls';
import { adapterHandlers } from '@/lib/messaging/handle-adapters';
import { connectionHandlers } from '@/lib/messaging/handle-connections';
import { REVIEW_INPUTS } from '@/lib/messaging/review-calls';
import { reviewHandlers } from '@/lib/messaging/review-handlers';
import type { Caller } from '@/lib/messaging/service';
import type { FairleadDatabase } from '@/lib/store/database';

const TENANT = 'orchard@https://deals.orchard.example';
const INPUTS: Record<keyof typeof ADMIN_INPUTS, unknown> = {
  importAdapter: { text: '{}', name: 'a.json', override: true },
  removeAdapter: { id: 'orchard' },
  confirmAdapter: { id: 'orchard', source: 'pack' },
  addAddress: { adapter: 'orchard', origin: 'https://crm.example', path: '/' },
  removeAddress: { origin: 'https://crm.example', path: '/' },
  tenants: null,
  connectToken: { tenant: TENANT, way: 'key', token: 'secret' },
  signIn: { tenant: TENANT, way: 'oauth', clientId: 'client' },
  disconnect: { tenant: TENANT },
  forgetTenant: { tenant: TENANT },
  forgetEverything: null,
};

const DEAL = { tenant: TENANT, dealId: '7' };
const ID = '00000000-0000-4000-8000-000000000000';
/** A review is about other people's deals. */
const REVIEWS: Record<keyof typeof REVIEW_INPUTS, unknown> = {
  reviewList: { tenant: TENANT },
  calledDeals: { tenant: TENANT },
  reviewDeal: DEAL,
  saveReview: { ...DEAL, decision: { call: 'omit', callDate: null, note: '' } },
  saveCommitment: { ...DEAL, id: ID, text: 'Call', due: null, done: false },
  dropCommitment: { ...DEAL, id: ID },
  trackRecord: { tenant: TENANT },
};

/** Nothing may be opened before the caller is known to be one of ours. */
const noDatabase = (): FairleadDatabase => {
  throw new Error('the database was opened');
};

describe('what only the extension’s own tabs may ask for (T18)', () => {
  const handlers = { ...adapterHandlers(noDatabase, () => 0), ...connectionHandlers(noDatabase, () => 0) };
  const panel: Caller = { tenant: TENANT, ownTab: false, tab: { id: 1, adapter: 'orchard' } };

  test.each(Object.keys(handlers) as (keyof typeof INPUTS)[])(
    '%s is refused to a panel in a CRM’s page',
    async (name) => {
      expect(ADMIN_INPUTS[name].safeParse(INPUTS[name]).success).toBe(true);
      const call = handlers[name] as (input: unknown, caller: Caller) => Promise<unknown>;
      await expect(call(INPUTS[name], panel)).rejects.toThrow('the extension’s own pages only');
    },
  );

  const reviews = reviewHandlers(noDatabase, { judging: () => Promise.reject(new Error('the rules were read')) });
  test.each(Object.keys(REVIEWS) as (keyof typeof REVIEWS)[])('%s of a review, too', async (name) => {
    expect(REVIEW_INPUTS[name].safeParse(REVIEWS[name]).success).toBe(true);
    const call = reviews[name] as (input: unknown, caller: Caller) => Promise<unknown>;
    await expect(call(REVIEWS[name], panel)).rejects.toThrow('the extension’s own pages only');
  });

  test('that is every one of these calls', () => {
    expect(Object.keys(reviews).toSorted()).toEqual(Object.keys(REVIEWS).toSorted());
    expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(INPUTS).toSorted());
  });
});

describe('what these calls take', () => {
  test.each<[keyof typeof ADMIN_INPUTS, unknown]>([
    ['addAddress', { adapter: 'orchard', origin: 'http://crm.example', path: '/' }],
    ['addAddress', { adapter: 'orchard', origin: 'https://crm.example/x', path: '/' }],
    ['addAddress', { adapter: 'orchard', origin: 'https://*.example', path: '/' }],
    ['addAddress', { adapter: 'orchard', origin: 'https://crm.example', path: '/*/' }],
    ['addAddress', { adapter: 'orchard', origin: 'https://crm.example', path: '/', prefix: '/a.*(' }],
    ['connectToken', { tenant: TENANT, way: 'key', token: 'two words' }],
    ['connectToken', { tenant: TENANT, way: 'key', token: 'line\nbreak' }],
    ['connectToken', { tenant: 'orchard', way: 'key', token: 'x' }],
    ['importAdapter', { text: '{}', name: 'a.json', override: true, source: 'policy' }],
  ])('%s refuses %o', (name, input) => {
    expect(ADMIN_INPUTS[name].safeParse(input).success).toBe(false);
  });
});
