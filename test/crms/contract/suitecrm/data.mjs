import { isoDate } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';

export const STAGES = {
  qualification: 'Qualification',
  discovery: 'Needs Analysis',
  proposal: 'Proposal/Price Quote',
  negotiation: 'Negotiation/Review',
  won: 'Closed Won',
  lost: 'Closed Lost',
};

/** The currency of the system has an id of its own; others are records. */
export const CURRENCIES = {
  '-99': { name: 'Euro', symbol: '€', iso: 'EUR' },
  'c0000001-0000-4000-8000-000000000001': { name: 'US Dollar', symbol: '$', iso: 'USD' },
  'c0000001-0000-4000-8000-000000000002': { name: 'Yen', symbol: '¥', iso: 'JPY' },
};

const KIND = { opportunities: 1, accounts: 2, contacts: 3, users: 4, tasks: 5, calls: 6, meetings: 7 };
/** @param {keyof typeof KIND} module @param {number} number */
export const idOf = (module, number) =>
  `${String(KIND[module]).padStart(8, 'a')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** `2026-11-20 09:00:00`, in UTC and with no word of it. */
export const suiteTime = (ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

const BASE = {
  id: 'TEXT PRIMARY KEY',
  name: 'TEXT',
  date_entered: 'TEXT',
  date_modified: 'TEXT',
  created_by: 'TEXT',
  modified_user_id: 'TEXT',
  assigned_user_id: 'TEXT',
  description: 'TEXT',
  deleted: 'INTEGER',
};

/** The modules by the name the API takes: object's name, columns beside those that all have. Every value is text. */
export const MODULES = {
  opportunities: {
    object: 'Opportunity',
    legacy: 'Opportunities',
    columns: [
      'opportunity_type',
      'account_id',
      'lead_source',
      'amount',
      'currency_id',
      'date_closed',
      'next_step',
      'sales_stage',
      'probability',
      'budget_c',
      'competitor_c',
      'discount_c',
      'forecast_category_c',
      'loss_reason_c',
    ],
  },
  accounts: { object: 'Account', legacy: 'Accounts', columns: ['industry', 'employees', 'billing_address_country'] },
  contacts: {
    object: 'Contact',
    legacy: 'Contacts',
    columns: ['first_name', 'last_name', 'title', 'email1', 'account_id', 'opportunity_role'],
  },
  users: { object: 'User', legacy: 'Users', columns: ['user_name', 'email1'] },
  tasks: { object: 'Task', legacy: 'Tasks', columns: ['status', 'priority', 'date_due', 'parent_type', 'parent_id'] },
  calls: {
    object: 'Call',
    legacy: 'Calls',
    columns: ['status', 'direction', 'date_start', 'parent_type', 'parent_id'],
  },
  meetings: { object: 'Meeting', legacy: 'Meetings', columns: ['status', 'date_start', 'parent_type', 'parent_id'] },
};

export const NUMBERS = new Set(['amount', 'probability', 'budget_c', 'discount_c']);
export const DATES = new Set(['date_closed']);

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openSuite(options) {
  const set = createDataSet(options);
  const rows = rowsOf(set);
  const tables = Object.entries(MODULES).map(([module, { columns }]) => {
    const all = { ...BASE, ...Object.fromEntries(columns.map((name) => [name, 'TEXT'])) };
    return [module, { columns: all, rows: rows[module], index: columns.includes('parent_id') ? ['parent_id'] : [] }];
  });
  const links = set.dealContacts.map((row) => ({
    opportunity_id: idOf('opportunities', row.dealId),
    contact_id: idOf('contacts', row.contactId),
    contact_role: row.role ?? '',
  }));
  return openDatabase({
    ...Object.fromEntries(tables),
    opportunities_contacts: {
      columns: { opportunity_id: 'TEXT', contact_id: 'TEXT', contact_role: 'TEXT' },
      rows: links,
      index: ['opportunity_id'],
    },
  });
}

function rowsOf(set) {
  const made = (module, id, ms, owner = 1) => ({
    id: idOf(module, id),
    date_entered: suiteTime(ms),
    date_modified: suiteTime(ms),
    created_by: idOf('users', owner),
    modified_user_id: idOf('users', owner),
    assigned_user_id: idOf('users', owner),
    description: '',
    deleted: 0,
  });
  const parent = (row) => ({ parent_type: 'Opportunities', parent_id: idOf('opportunities', row.dealId) });
  const activities = (kinds, module, show) =>
    set.activities
      .filter(({ kind }) => kinds.includes(kind))
      .map((row) => ({
        ...made(module, row.id, row.at, row.ownerId),
        name: row.subject,
        ...parent(row),
        ...show(row),
      }));
  return {
    opportunities: set.deals.map((deal) => ({
      ...made('opportunities', deal.id, deal.createdAt, deal.ownerId),
      ...dealRow(deal),
    })),
    accounts: set.accounts.map((row) => ({
      ...made('accounts', row.id, set.today),
      name: row.name,
      industry: row.industry ?? '',
      employees: String(row.employees ?? ''),
      billing_address_country: row.country,
    })),
    contacts: set.contacts.map((row) => ({
      ...made('contacts', row.id, set.today),
      name: row.name,
      first_name: row.firstName,
      last_name: row.lastName,
      title: row.title ?? '',
      email1: row.email ?? '',
      account_id: idOf('accounts', row.accountId),
      opportunity_role: '',
    })),
    users: set.owners.map((row) => ({
      ...made('users', row.id, set.today),
      name: row.name,
      user_name: row.email.split('@')[0],
      email1: row.email,
    })),
    tasks: activities(['task'], 'tasks', (row) => ({
      status: row.done ? 'Completed' : 'Not Started',
      priority: 'Medium',
      date_due: suiteTime(row.at),
    })),
    calls: activities(['call'], 'calls', (row) => ({
      status: 'Held',
      direction: 'Outbound',
      date_start: suiteTime(row.at),
    })),
    meetings: activities(['meeting'], 'meetings', (row) => ({ status: 'Held', date_start: suiteTime(row.at) })),
  };
}

const currencyId = (iso) => Object.keys(CURRENCIES).find((id) => CURRENCIES[id].iso === iso);
const text = (value) => (value === null ? '' : String(value));

const dealRow = (deal) => ({
  name: deal.name.slice(0, 50),
  date_modified: suiteTime(deal.modifiedAt),
  description: text(deal.description),
  opportunity_type: text(deal.type),
  account_id: idOf('accounts', deal.accountId),
  lead_source: text(deal.leadSource),
  amount: text(deal.amount),
  currency_id: currencyId(deal.currency),
  date_closed: isoDate(deal.closeDate),
  next_step: text(deal.nextStep),
  sales_stage: STAGES[deal.stage],
  probability: text(deal.probability),
  budget_c: text(deal.budget),
  competitor_c: text(deal.competitor),
  discount_c: text(deal.discountPercent),
  forecast_category_c: deal.forecast,
  loss_reason_c: text(deal.lossReason),
});
