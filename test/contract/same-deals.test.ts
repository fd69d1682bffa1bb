import { expect, test } from 'vitest';
import { startFrappeCrm } from '../crms/contract/frappe-crm/serve.mjs';
import { createDataSet } from '../crms/contract/kit/data-set.mjs';
import { startKrayin } from '../crms/contract/krayin/serve.mjs';
import { startPipedrive } from '../crms/contract/pipedrive/serve.mjs';
import { startSuiteCrm } from '../crms/contract/suitecrm/serve.mjs';
import { startSupabase } from '../crms/contract/supabase/serve.mjs';
import { startTwenty } from '../crms/contract/twenty/serve.mjs';
import { startZoho } from '../crms/contract/zoho/serve.mjs';
import { type Answer, talk } from './talk';

type Row = Record<string, unknown>;
type Call = ReturnType<typeof talk>;

const LIST = '{ recordList(module: "opportunities", limit: 100) { records } }';
const attributesOf = ({ json }: Answer): Row[] =>
  json.data.recordList.records.map(({ attributes }: { attributes: Row }) => attributes);

/** How each CRM is asked for all its deals, and which of them are won. */
const SERVERS: readonly [
  string,
  () => Promise<{ origin: string; close: () => Promise<void>; headers: Record<string, string> }>,
  (call: Call) => Promise<readonly Row[]>,
  (row: Row) => boolean,
][] = [
  [
    'Pipedrive',
    async () => startPipedrive().then((server) => ({ ...server, headers: { 'x-api-token': server.token } })),
    async (call) => (await call('GET', '/api/v2/deals?limit=500')).json.data,
    (row) => row['status'] === 'won',
  ],
  [
    'Zoho',
    async () =>
      startZoho().then((server) => ({ ...server, headers: { authorization: `Zoho-oauthtoken ${server.token}` } })),
    async (call) => (await call('GET', '/crm/v8/Deals?fields=Stage&sort_order=asc')).json.data,
    (row) => row['Stage'] === 'Closed Won',
  ],
  [
    'SuiteCRM',
    async () => startSuiteCrm().then((server) => ({ ...server, headers: server.cookies })),
    async (call) =>
      attributesOf(await call('POST', '/api/graphql', { query: LIST })).toSorted((a, b) =>
        String(a['id']).localeCompare(String(b['id'])),
      ),
    (row) => row['sales_stage'] === 'Closed Won',
  ],
  [
    'Twenty',
    async () => startTwenty().then((server) => ({ ...server, headers: { authorization: `Bearer ${server.token}` } })),
    async (call) => (await call('GET', '/rest/opportunities?depth=0')).json.data.opportunities,
    (row) => row['stage'] === 'CUSTOMER',
  ],
  [
    'Frappe CRM',
    async () => startFrappeCrm().then((server) => ({ ...server, headers: server.cookies })),
    async (call) =>
      (await call('GET', '/api/resource/CRM%20Deal?fields=["name","status"]&limit=0&order_by=name asc')).json.data,
    (row) => row['status'] === 'Won',
  ],
  [
    'Krayin',
    async () => startKrayin().then((server) => ({ ...server, headers: server.cookies })),
    async (call) => (await call('GET', '/admin/leads/search')).json.data,
    (row) => (row['stage'] as { code: string }).code === 'won',
  ],
  [
    'Supabase',
    async () =>
      startSupabase().then((server) => ({
        ...server,
        headers: { apikey: server.anonKey, authorization: `Bearer ${server.token}` },
      })),
    async (call) => (await call('GET', '/rest/v1/deals?select=stage&order=id')).json,
    (row) => row['stage'] === 'won',
  ],
];

test.each(SERVERS)(
  '%s serves the deals of the shared data set, and the same of them are won',
  async (_, start, all, won) => {
    const server = await start();
    const rows = await all(talk(server.origin, server.headers));
    await server.close();
    expect(rows.map((row) => won(row))).toEqual(createDataSet().deals.map(({ status }) => status === 'won'));
  },
);
