import type { ApiRequest, Connection } from '@/lib/crm/api/types';
import type { FieldValue } from '@/lib/domain/deal';
import type { DealFieldKey } from '@/lib/domain/fields';

type Faults = {
  expireSession: () => void;
  limitAfter: (requests: number, options: { retryAfter: number; times: number }) => void;
  rule: (rule: { object: string; field: string; message: string }) => void;
  deny: (what: { object: string; field?: string; action: 'read' | 'write' }) => void;
  failOnce: (status: number, times: number) => void;
  dailyLimit: () => void;
  drop: (times: number, options: { afterWork: boolean }) => void;
  beforeNextWrite: (work: () => void) => void;
  reset: () => void;
};

/** As far as the tests look into a contract server. */
export type Server = {
  origin: string;
  faults: Faults;
  close: () => Promise<void>;
  token?: string;
  tokens?: Record<string, string>;
  cookie?: string;
  cookies?: Record<string, string>;
  anonKey?: string;
  dealId?: (number: number) => string;
  db: { all: (sql: string) => Record<string, unknown>[] };
};

/** One CRM: its adapter, its contract server, and what stands for what there. */
export type Crm = {
  adapter: string;
  server: string;
  start: string;
  connection: (server: Server) => Connection;
  /** What the browser or the page would add. */
  extra: (server: Server, request: ApiRequest) => Record<string, string>;
  deal: (server: Server) => string;
  write: readonly [DealFieldKey, FieldValue];
  /** The data set's "Negotiation", as this CRM calls it. */
  stage: string;
  rule: { object: string; field: string };
  /** What to forbid so that the deal cannot be written; absent: the rule's object. */
  denied?: { object: string; field?: string };
  /** The CRM says how long to wait. */
  saysWait: boolean;
  /** The CRM names the field in a refusal. */
  namesField: boolean;
  history: readonly DealFieldKey[];
  contact: { name: string };
  tasks: boolean;
};

const token = (server: Server): Connection => ({
  origin: server.origin,
  apiOrigin: server.origin,
  token: server.token ?? server.tokens?.['access'] ?? '',
});
const page = (server: Server): Connection => ({ origin: server.origin });
const none = (): Record<string, string> => ({});
const cookie = (server: Server): Record<string, string> => ({ cookie: server.cookie ?? '' });
const cookies = (server: Server): Record<string, string> => server.cookies ?? {};
const numbered = (server: Server): string => String(server.dealId?.(7) ?? 7);
const seventh =
  (table: string, key = 'id') =>
  (server: Server): string =>
    String(server.db.all(`SELECT * FROM "${table}" LIMIT 7`)[6]?.[key]);
const JONAS = { name: 'Jonas Bianchi' };
const ALL = ['stage.label', 'closeDate'] as const;

export const CRMS: readonly Crm[] = [
  {
    adapter: 'salesforce',
    server: 'salesforce',
    start: 'startSalesforce',
    connection: token,
    extra: none,
    deal: numbered,
    write: ['nextStep', 'Call Jonas'],
    stage: 'Negotiation',
    rule: { object: 'Opportunity', field: 'NextStep' },
    saysWait: false,
    namesField: true,
    history: ALL,
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'hubspot',
    server: 'hubspot',
    start: 'startHubspot',
    connection: token,
    extra: none,
    deal: numbered,
    write: ['nextStep', 'Call Jonas'],
    stage: 'Negotiation',
    rule: { object: 'deals', field: 'hs_next_step' },
    denied: { object: 'deals', field: 'hs_next_step' },
    saysWait: false,
    namesField: true,
    history: ALL,
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'dynamics',
    server: 'dynamics',
    start: 'startDynamics',
    connection: page,
    extra: cookie,
    deal: numbered,
    write: ['name', 'Pilot'],
    stage: 'Close',
    rule: { object: 'opportunity', field: 'name' },
    saysWait: true,
    namesField: false,
    history: ALL,
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'pipedrive',
    server: 'pipedrive',
    start: 'startPipedrive',
    connection: token,
    extra: none,
    deal: numbered,
    write: ['name', 'Pilot'],
    stage: 'Negotiation',
    rule: { object: 'deal', field: 'title' },
    saysWait: true,
    namesField: true,
    history: ALL,
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'zoho',
    server: 'zoho',
    start: 'startZoho',
    connection: token,
    extra: none,
    deal: seventh('Deals'),
    write: ['nextStep', 'Call Jonas'],
    stage: 'Negotiation/Review',
    rule: { object: 'Deals', field: 'Next_Step' },
    saysWait: false,
    namesField: true,
    history: ALL,
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'odoo',
    server: 'odoo',
    start: 'startOdoo',
    connection: page,
    extra: cookie,
    deal: numbered,
    write: ['name', 'Pilot'],
    stage: 'Negotiation',
    rule: { object: 'crm.lead', field: 'name' },
    saysWait: true,
    namesField: false,
    history: ['stage.label'],
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'suitecrm',
    server: 'suitecrm',
    start: 'startSuiteCrm',
    connection: page,
    extra: cookies,
    deal: seventh('opportunities'),
    write: ['nextStep', 'Call Jonas'],
    stage: 'Negotiation/Review',
    rule: { object: 'opportunities', field: 'next_step' },
    saysWait: true,
    namesField: false,
    history: [],
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'twenty',
    server: 'twenty',
    start: 'startTwenty',
    connection: token,
    extra: none,
    deal: seventh('opportunities'),
    write: ['nextStep', 'Call Jonas'],
    stage: 'Negotiation',
    rule: { object: 'opportunity', field: 'nextStep' },
    denied: { object: 'opportunities' },
    saysWait: true,
    namesField: false,
    history: ['stage.label'],
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'frappe-crm',
    server: 'frappe-crm',
    start: 'startFrappeCrm',
    connection: page,
    extra: cookies,
    deal: seventh('CRM Deal', 'name'),
    write: ['nextStep', 'Call Jonas'],
    stage: 'Negotiation',
    rule: { object: 'CRM Deal', field: 'next_step' },
    saysWait: true,
    namesField: false,
    history: ['stage.label'],
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'krayin',
    server: 'krayin',
    start: 'startKrayin',
    connection: (server) => ({ ...page(server), values: { admin: 'admin' } }),
    extra: cookies,
    deal: numbered,
    write: ['name', 'Pilot'],
    stage: 'Negotiation',
    rule: { object: 'leads', field: 'title' },
    saysWait: true,
    namesField: true,
    history: ['stage.label'],
    contact: JONAS,
    tasks: true,
  },
  {
    adapter: 'atomic-crm',
    server: 'supabase',
    start: 'startSupabase',
    connection: (server) => ({ ...token(server), token: server.tokens?.['user'] ?? '', key: server.anonKey ?? '' }),
    extra: none,
    deal: numbered,
    write: ['name', 'Pilot'],
    stage: 'In Negotiation',
    rule: { object: 'deals', field: 'name' },
    saysWait: true,
    namesField: false,
    history: [],
    contact: JONAS,
    tasks: false,
  },
];
