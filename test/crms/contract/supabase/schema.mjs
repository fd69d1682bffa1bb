import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';

const timestamp = { type: 'timestamp with time zone' };
const bigint = { type: 'bigint' };
const text = { type: 'text' };
const must = (column) => ({ ...column, notNull: true });
const to = (table) => ({ ...bigint, references: table });
const id = { ...must(bigint), generated: true };

/** Atomic CRM's tables, column by column as its migrations make them. */
export const TABLES = {
  deals: {
    id,
    name: must(text),
    company_id: to('companies'),
    contact_ids: { type: 'bigint[]' },
    category: text,
    stage: must(text),
    description: text,
    amount: bigint,
    created_at: must(timestamp),
    updated_at: must(timestamp),
    archived_at: timestamp,
    expected_closing_date: timestamp,
    sales_id: to('sales'),
    index: { type: 'smallint' },
  },
  companies: {
    id,
    created_at: must(timestamp),
    name: must(text),
    sector: text,
    size: { type: 'smallint' },
    country: text,
    sales_id: to('sales'),
  },
  contacts: {
    id,
    first_name: text,
    last_name: text,
    title: text,
    email_jsonb: { type: 'jsonb' },
    last_seen: timestamp,
    status: text,
    company_id: to('companies'),
    sales_id: to('sales'),
  },
  sales: {
    id,
    first_name: must(text),
    last_name: must(text),
    email: must(text),
    administrator: must({ type: 'boolean' }),
    user_id: must({ type: 'uuid' }),
  },
  tasks: {
    id,
    contact_id: must(to('contacts')),
    type: text,
    text,
    due_date: must(timestamp),
    done_date: timestamp,
    sales_id: to('sales'),
  },
  deal_notes: { id, deal_id: must(to('deals')), type: text, text, date: timestamp, sales_id: to('sales') },
};

export const STAGES = {
  qualification: 'opportunity',
  discovery: 'opportunity',
  proposal: 'proposal-sent',
  negotiation: 'in-negociation',
  won: 'won',
  lost: 'lost',
};

export const USERS = ['6f1c1d0e-0000-4000-8000-000000000001', '6f1c1d0e-0000-4000-8000-000000000002'];

/** As PostgreSQL prints it in UTC: `2026-11-20T09:00:00+00:00`, with a fraction only when there is one. */
export const pgTime = (ms) => `${new Date(ms).toISOString().replace(/\.000Z$|Z$/, '')}+00:00`;

const kept = (type) => (type === 'bigint' || type === 'smallint' || type === 'boolean' ? 'INTEGER' : 'TEXT');

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openSupabase(options) {
  const set = createDataSet(options);
  const people = Map.groupBy(set.dealContacts, ({ dealId }) => dealId);
  const rows = {
    deals: set.deals.map((deal, index) => dealRow(deal, people.get(deal.id) ?? [], index)),
    companies: set.accounts.map((row) => ({
      id: row.id,
      created_at: pgTime(set.today),
      name: row.name,
      sector: row.industry,
      size: sizeOf(row.employees),
      country: row.country,
      sales_id: 1,
    })),
    contacts: set.contacts.map((row) => contactRow(row)),
    sales: set.owners.map((row) => ownerRow(row)),
    tasks: set.activities.filter(({ contactId }) => contactId !== null).map((row) => taskRow(row)),
    deal_notes: set.activities.map((row) => ({
      id: row.id,
      deal_id: row.dealId,
      type: row.kind,
      text: row.subject,
      date: pgTime(row.at),
      sales_id: row.ownerId,
    })),
  };
  return openDatabase(
    Object.fromEntries(
      Object.entries(TABLES).map(([name, columns]) => {
        const kinds = Object.entries(columns).map(([column, { type, generated }]) => [
          column,
          generated ? 'INTEGER PRIMARY KEY' : kept(type),
        ]);
        return [name, { columns: Object.fromEntries(kinds), rows: rows[name] }];
      }),
    ),
  );
}

/** Company sizes go by the highest head count of a class. */
const sizeOf = (employees) =>
  employees === null ? null : ([1, 10, 50, 250, 500].find((most) => employees <= most) ?? 500);

const dealRow = (deal, people, index) => ({
  id: deal.id,
  name: deal.name,
  company_id: deal.accountId,
  contact_ids: JSON.stringify(people.map(({ contactId }) => contactId)),
  category: deal.type === null ? null : deal.type === 'New Business' ? 'website-design' : 'ui-design',
  stage: STAGES[deal.stage],
  description: deal.description,
  // The column is a whole number: cents are lost.
  amount: deal.amount === null ? null : Math.round(deal.amount),
  created_at: pgTime(deal.createdAt),
  updated_at: pgTime(deal.modifiedAt),
  archived_at: null,
  expected_closing_date: pgTime(deal.closeDate),
  sales_id: deal.ownerId,
  index: index % 100,
});

const contactRow = (row) => ({
  id: row.id,
  first_name: row.firstName,
  last_name: row.lastName,
  title: row.title,
  email_jsonb: JSON.stringify(row.email === null ? [] : [{ email: row.email, type: 'Work' }]),
  last_seen: null,
  status: 'warm',
  company_id: row.accountId,
  sales_id: 1,
});

function ownerRow(row) {
  const [first, last] = row.name.split(' ');
  return {
    id: row.id,
    first_name: first,
    last_name: last,
    email: row.email,
    administrator: row.id === 1,
    user_id: USERS[row.id - 1],
  };
}

const taskRow = (row) => ({
  id: row.id,
  contact_id: row.contactId,
  type: row.kind,
  text: row.subject,
  due_date: pgTime(row.at),
  done_date: row.done ? pgTime(row.at) : null,
  sales_id: row.ownerId,
});
