import { DAY, isoDate } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { DEAL_FIELDS, KIND, STAGES, idOf } from './fields.mjs';

/** Times come with the offset of the user's zone, never as Z: `2026-11-20T10:00:00+01:00`. */
export const zohoTime = (ms) => `${new Date(ms + 3_600_000).toISOString().slice(0, 19)}+01:00`;

const NUMBERS = new Set(['integer', 'percent', 'currency']);
const columnType = ({ type }) => (NUMBERS.has(type) ? 'REAL' : 'TEXT');

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openZoho(options) {
  const set = createDataSet(options);
  const primary = new Map(set.dealContacts.filter((row) => row.primary).map((row) => [row.dealId, row.contactId]));
  const columns = Object.fromEntries(Object.entries(DEAL_FIELDS).map(([name, field]) => [name, columnType(field)]));
  return openDatabase({
    Deals: {
      columns: { id: 'TEXT PRIMARY KEY', ...columns, modified: 'INTEGER' },
      rows: set.deals.map((deal) => dealRow(deal, primary.get(deal.id))),
      index: ['modified'],
    },
    users: {
      columns: { id: 'TEXT PRIMARY KEY', name: 'TEXT', email: 'TEXT' },
      rows: set.owners.map((row) => ({ ...row, id: idOf(KIND.user, row.id) })),
    },
    accounts: {
      columns: { id: 'TEXT PRIMARY KEY', name: 'TEXT', industry: 'TEXT', employees: 'INTEGER' },
      rows: set.accounts.map((row) => ({ ...row, id: idOf(KIND.account, row.id) })),
    },
    contacts: {
      columns: { id: 'TEXT PRIMARY KEY', name: 'TEXT', title: 'TEXT', email: 'TEXT', account: 'TEXT' },
      rows: set.contacts.map((row) => ({
        ...row,
        id: idOf(KIND.contact, row.id),
        account: idOf(KIND.account, row.accountId),
      })),
    },
    roles: {
      columns: { deal: 'TEXT', contact: 'TEXT', role: 'TEXT' },
      rows: set.dealContacts.map(roleRow),
      index: ['deal'],
    },
    history: {
      columns: {
        id: 'TEXT PRIMARY KEY',
        deal: 'TEXT',
        user: 'TEXT',
        at: 'INTEGER',
        stage: 'TEXT',
        amount: 'REAL',
        closing: 'TEXT',
        probability: 'REAL',
      },
      rows: set.stageHistory.map(historyRow),
      index: ['deal'],
    },
    activities: {
      columns: {
        id: 'TEXT PRIMARY KEY',
        deal: 'TEXT',
        owner: 'TEXT',
        contact: 'TEXT',
        kind: 'TEXT',
        subject: 'TEXT',
        at: 'INTEGER',
        done: 'INTEGER',
        description: 'TEXT',
      },
      rows: set.activities.map(activityRow),
      index: ['deal'],
    },
    products: {
      columns: { id: 'TEXT', deal: 'TEXT', name: 'TEXT', code: 'TEXT', price: 'REAL' },
      rows: set.lines.map((row) => ({
        ...row,
        id: idOf(KIND.product, row.productId),
        deal: idOf(KIND.deal, row.dealId),
      })),
      index: ['deal'],
    },
    quotes: {
      columns: { id: 'TEXT PRIMARY KEY', deal: 'TEXT', name: 'TEXT', status: 'TEXT', total: 'REAL', expires: 'TEXT' },
      rows: set.quotes.map((row) => ({
        ...row,
        id: idOf(KIND.quote, row.id),
        deal: idOf(KIND.deal, row.dealId),
        expires: isoDate(row.expires),
      })),
      index: ['deal'],
    },
  });
}

const dealRow = (deal, contactId) => ({
  id: idOf(KIND.deal, deal.id),
  // A single-line field holds no line breaks and has an end.
  Deal_Name: deal.name.replaceAll(/[\n\t]/g, ' ').slice(0, 120),
  Stage: STAGES[deal.stage],
  Pipeline: 'Standard (Standard)',
  Amount: deal.amount,
  Currency: deal.currency,
  Closing_Date: isoDate(deal.closeDate),
  Probability: deal.probability,
  Expected_Revenue: deal.amount === null ? null : (deal.amount * deal.probability) / 100,
  Next_Step: deal.nextStep,
  Description: deal.description,
  Type: deal.type,
  Lead_Source: deal.leadSource,
  Reason_For_Loss__s: deal.lossReason,
  Forecast_Category: deal.forecast,
  Competitor: deal.competitor,
  Discount: deal.discountPercent,
  Budget: deal.budget,
  Account_Name: idOf(KIND.account, deal.accountId),
  Contact_Name: contactId === undefined ? null : idOf(KIND.contact, contactId),
  Owner: idOf(KIND.user, deal.ownerId),
  Created_By: idOf(KIND.user, deal.ownerId),
  Modified_By: idOf(KIND.user, deal.ownerId),
  Created_Time: zohoTime(deal.createdAt),
  Modified_Time: zohoTime(deal.modifiedAt),
  modified: Math.floor(deal.modifiedAt / 1000) * 1000,
});

const roleRow = (row) => ({
  deal: idOf(KIND.deal, row.dealId),
  contact: idOf(KIND.contact, row.contactId),
  role: row.role,
});

const historyRow = (row) => ({
  id: idOf(KIND.history, row.id),
  deal: idOf(KIND.deal, row.dealId),
  user: idOf(KIND.user, row.byId),
  at: row.at,
  stage: STAGES[row.stage],
  amount: row.amount,
  closing: isoDate(row.closeDate),
  probability: row.probability,
});

const activityRow = (row) => ({
  id: idOf(KIND.task, row.id),
  deal: idOf(KIND.deal, row.dealId),
  owner: idOf(KIND.user, row.ownerId),
  contact: row.contactId === null ? null : idOf(KIND.contact, row.contactId),
  kind: row.kind,
  subject: row.subject,
  at: row.kind === 'task' ? Math.floor(row.at / DAY) * DAY : row.at,
  done: row.done,
  description: null,
});
