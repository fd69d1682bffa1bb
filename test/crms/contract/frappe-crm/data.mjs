import { isoDate } from '../kit/clock.mjs';
import { CURRENCIES, createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { LOSS_REASONS } from '../kit/texts.mjs';
import { DOCTYPES, columnsOf } from './doctypes.mjs';

export const STATUSES = {
  qualification: 'Qualification',
  discovery: 'Demo/Making',
  proposal: 'Proposal/Quotation',
  negotiation: 'Negotiation',
  won: 'Won',
  lost: 'Lost',
};

/** `2026-11-20 09:00:00.000000`, in the site's zone and with no word of it. */
export const frappeTime = (ms) => `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')}000`;
export const dealName = (id) => `CRM-DEAL-2026-${String(id).padStart(5, '0')}`;

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openFrappe(options) {
  const set = createDataSet(options);
  const rows = rowsOf(set);
  return openDatabase(
    Object.fromEntries(
      Object.keys(DOCTYPES).map((doctype) => {
        const child = ['CRM Contacts', 'CRM Products', 'CRM Status Change Log'].includes(doctype);
        return [
          doctype,
          { columns: columnsOf(doctype), rows: rows[doctype] ?? [], index: child ? ['parent'] : ['name'] },
        ];
      }),
    ),
  );
}

function rowsOf(set) {
  const owners = new Map(set.owners.map((row) => [row.id, row.email]));
  const accounts = new Map(set.accounts.map((row) => [row.id, row.name]));
  const contacts = new Map(set.contacts.map((row) => [row.id, row]));
  const made = (name, ms, owner = 'Administrator') => ({
    name: String(name),
    owner,
    creation: frappeTime(ms),
    modified: frappeTime(ms),
    modified_by: owner,
    docstatus: 0,
    idx: 0,
  });
  const plain = (names, field) => names.map((name) => ({ ...made(name, set.today), [field]: name }));
  const child = (parent, field, row, index, more) => ({
    ...made(`${field}-${row.id}`, row.at ?? set.today),
    parent: dealName(parent),
    parentfield: field,
    parenttype: 'CRM Deal',
    idx: index + 1,
    ...more,
  });
  const numbered = (rows, field, show) =>
    [...Map.groupBy(rows, ({ dealId }) => dealId)].flatMap(([deal, list]) =>
      list.map((row, index) => child(deal, field, row, index, show(row, list[index + 1]))),
    );
  return {
    'CRM Deal': set.deals.map((deal) => ({
      ...made(dealName(deal.id), deal.createdAt, owners.get(deal.ownerId)),
      ...dealRow(deal, owners, accounts),
    })),
    'CRM Contacts': numbered(set.dealContacts, 'contacts', (row) => contactRow(contacts.get(row.contactId), row)),
    'CRM Products': numbered(set.lines, 'products', productRow),
    'CRM Status Change Log': numbered(set.stageHistory, 'status_change_log', (row, next) => logRow(row, next, owners)),
    'CRM Deal Status': set.stages.map((stage, index) => ({
      ...made(STATUSES[stage.key], set.today),
      deal_status: STATUSES[stage.key],
      type: { won: 'Won', lost: 'Lost', qualification: 'Open' }[stage.key] ?? 'Ongoing',
      position: index + 1,
      probability: stage.probability,
    })),
    'CRM Organization': set.accounts.map((row) => ({
      ...made(row.name, set.today),
      organization_name: row.name,
      industry: row.industry,
      no_of_employees: null,
    })),
    'CRM Task': set.activities
      .filter(({ kind }) => kind === 'task')
      .map((row) => ({
        ...made(row.id, row.at),
        title: row.subject,
        priority: 'Low',
        status: row.done ? 'Done' : 'Todo',
        due_date: frappeTime(row.at),
        assigned_to: owners.get(row.ownerId),
        reference_doctype: 'CRM Deal',
        reference_docname: dealName(row.dealId),
      })),
    Communication: set.activities
      .filter(({ kind }) => kind === 'email')
      .map((row) => ({
        ...made(`mail-${row.id}`, row.at),
        subject: row.subject,
        communication_medium: 'Email',
        sent_or_received: row.direction === 'in' ? 'Received' : 'Sent',
        communication_date: frappeTime(row.at),
        reference_doctype: 'CRM Deal',
        reference_name: dealName(row.dealId),
      })),
    'CRM Lost Reason': plain(LOSS_REASONS, 'lost_reason'),
    'CRM Lead Source': plain(['Web', 'Referral', 'Partner', 'Trade Show'], 'source_name'),
    Currency: plain(CURRENCIES, 'currency_name'),
    User: set.owners.map((row) => ({ ...made(row.email, set.today), full_name: row.name, email: row.email })),
    Contact: set.contacts.map((row) => ({
      ...made(`contact-${row.id}`, set.today),
      full_name: row.name,
      designation: row.title,
      email_id: row.email,
      company_name: accounts.get(row.accountId),
    })),
    DocType: plain(Object.keys(DOCTYPES), 'name'),
  };
}

const dealRow = (deal, owners, accounts) => ({
  modified: frappeTime(deal.modifiedAt),
  organization: accounts.get(deal.accountId),
  // A deal has no name of its own; the lead's stands in for it. Data fields end at 140 characters.
  lead_name: deal.name.slice(0, 140),
  status: STATUSES[deal.stage],
  deal_owner: owners.get(deal.ownerId),
  next_step: deal.nextStep,
  probability: deal.probability,
  // Numbers are never null: what was left blank is nought.
  deal_value: deal.amount ?? 0,
  expected_deal_value: deal.amount ?? 0,
  expected_closure_date: isoDate(deal.closeDate),
  closed_date: deal.closedAt === null ? null : isoDate(deal.closedAt),
  lost_reason: deal.lossReason,
  source: deal.leadSource,
  currency: deal.currency,
  custom_description: deal.description,
  custom_type: deal.type,
  custom_competitor: deal.competitor,
  custom_forecast_category: deal.forecast,
  custom_discount: deal.discountPercent ?? 0,
  custom_budget: deal.budget ?? 0,
});

const contactRow = (contact, row) => ({
  contact: `contact-${contact.id}`,
  full_name: contact.name,
  email: contact.email,
  is_primary: row.primary ? 1 : 0,
});

const productRow = (row) => ({
  product_code: `P-${row.productId}`,
  product_name: row.name,
  qty: row.quantity,
  rate: row.price,
  discount_percentage: row.discount,
  amount: row.quantity * row.price,
  net_amount: row.total,
});

/** One row for each time in a status; the last is still open. */
const logRow = (row, next, owners) => ({
  from: STATUSES[row.stage],
  to: next ? STATUSES[next.stage] : '',
  from_date: frappeTime(row.at),
  to_date: next ? frappeTime(next.at) : null,
  duration: next ? (next.at - row.at) / 1000 : null,
  log_owner: owners.get(row.byId),
});
