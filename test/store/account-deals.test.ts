import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deal, Field } from '@/lib/domain/deal';
import { accountDeals, seenValues } from '@/lib/store/account-deals';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';

const TENANT = 'odoo@https://acme.odoo.com';
let database: FairleadDatabase;

function is(value: string): Field {
  return { state: 'value', value, source: 'api' };
}

async function put(id: string, fields: Deal['fields'], tenant = TENANT): Promise<void> {
  const deal: Deal = { id, url: '', readAt: Number(id), fields: { name: is(`Deal ${id}`), ...fields }, lists: {} };
  const seen = { hash: '', firstSeenAt: 1, lastSeenAt: Number(id) };
  await database.deals.put({ tenant, id, deal, known: deal.fields, ...seen });
}

beforeAll(async () => {
  database = openDatabase(`account-${Math.random()}`);
  await put('1', { 'account.id': is('7'), 'account.name': is('Acme'), type: is('New') });
  await put('2', { 'account.id': is('7'), 'account.name': is('ACME Ltd'), type: is('Renewal') });
  await put('3', { 'account.id': is('8'), 'account.name': is('Acme'), type: is('Other') });
  await put('4', { 'account.name': is(' acme '), type: is('Renewal') });
  await put('5', { 'account.id': is('7'), type: is('New') }, 'odoo@https://others.odoo.com');
});

afterAll(() => database.delete());

test.each([
  ['by its id, and by its name where the other deal has no id', { id: '7', name: 'Acme' }, ['4', '2']],
  ['by its name alone, whatever their ids', { id: null, name: 'Acme' }, ['4', '3']],
  ['of an account that is not known: none', { id: null, name: null }, []],
])('the other deals of an account are found %s', async (_name, account, ids) => {
  const found = await accountDeals(database, TENANT, '1', account, ['type']);
  expect(found.map(({ id }) => id)).toEqual(ids);
  if (found[0]) expect(Object.keys(found[0].fields)).toEqual(['type']);
});

test('what a tenant’s deals hold in a field, the most frequent first, and nothing of another tenant', async () => {
  expect(await seenValues(database, TENANT, ['type', 'leadSource'])).toEqual({
    type: ['Renewal', 'New', 'Other'],
    leadSource: [],
  });
});
