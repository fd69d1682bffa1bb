import { isoDate } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { chatterOf, trackedFields } from './chatter.mjs';
import { ACTIVITY_TYPES, ADMIN, escaped, log, PARTNERS, STAGE_OF, STAGES, stamp, userId } from './ids.mjs';
import { MODELS, columnsOf } from './models.mjs';

const day = (ms) => (ms === null ? null : isoDate(ms));

const REASONS = ['Price', 'No decision', 'Lost to a competitor', 'Missing feature'];
const COUNTRIES = ['DE', 'US', 'JP', 'PL'];
/** The database of one company, filled from the canonical data set. */
export function openCompany({ deals, now, seed }) {
  const set = createDataSet({ deals, now, seed });
  const lostIn = new Map(
    set.stageHistory.filter(({ stage }) => stage === 'lost').map(({ dealId, from }) => [dealId, STAGE_OF[from]]),
  );
  const stageOf = (deal) => STAGE_OF[deal.stage] ?? lostIn.get(deal.id) ?? 1;
  const orders = ordersOf(set);
  const rows = {
    'crm.stage': STAGES.map((name, index) => ({
      id: index + 1,
      name,
      sequence: index,
      is_won: index === 4,
      fold: false,
      ...log(set.today),
    })),
    'crm.team': [{ id: 1, name: 'Sales', ...log(set.today) }],
    'crm.lost.reason': REASONS.map((name, index) => ({ id: index + 1, name, active: true, ...log(set.today) })),
    'res.currency': [{ id: 1, name: 'EUR', symbol: '€' }],
    'res.country': COUNTRIES.map((code, index) => ({ id: index + 1, name: code, code })),
    'res.users': [
      {
        id: ADMIN,
        name: 'Administrator',
        login: 'admin',
        email: 'admin@fairlead.example',
        active: true,
        partner_id: PARTNERS.users,
      },
      ...set.owners.map(({ id, name, email }) => ({
        id: userId(id),
        name,
        login: email,
        email,
        active: true,
        partner_id: PARTNERS.users + id,
      })),
    ],
    'res.partner': partnersOf(set),
    'crm.lead': leadRows(set, stageOf),
    'mail.activity.type': Object.entries(ACTIVITY_TYPES).map(([kind, id]) => ({
      id,
      name: TYPE_NAMES[kind],
      category: 'default',
    })),
    'mail.activity': set.activities.filter(({ done }) => !done).map(activityRow),
    'ir.model.fields': trackedFields(),
    ...chatterOf(set),
    ...orders,
  };
  const index = (model) =>
    ['res_id', 'opportunity_id', 'mail_message_id', 'order_id'].filter((name) => MODELS[model].fields[name]);
  const tables = Object.keys(MODELS).map((model) => [
    model,
    { columns: columnsOf(model), rows: rows[model], index: index(model) },
  ]);
  const links = { columns: { model: 'TEXT', field: 'TEXT', id: 'INTEGER', other: 'INTEGER' } };
  return openDatabase({ ...Object.fromEntries(tables), links });
}

const TYPE_NAMES = { email: 'Email', call: 'Call', meeting: 'Meeting', task: 'To-Do' };

function partnersOf({ owners, accounts, contacts, today }) {
  const row = { active: true, ...log(today) };
  return [
    { ...row, id: PARTNERS.users, name: 'Administrator', is_company: false },
    ...owners.map(({ id, name, email }) => ({ ...row, id: PARTNERS.users + id, name, email, is_company: false })),
    ...accounts.map(({ id, name, industry, employees, country }) => ({
      ...row,
      id: PARTNERS.companies + id,
      name,
      is_company: true,
      country_id: COUNTRIES.indexOf(country) + 1,
      x_industry: industry,
      x_employees: employees,
    })),
    ...contacts.map(({ id, accountId, name, title, email }) => ({
      ...row,
      id: PARTNERS.people + id,
      name,
      is_company: false,
      parent_id: PARTNERS.companies + accountId,
      function: title,
      email,
    })),
  ];
}

function leadRows(set, stageOf) {
  const primary = new Map(set.dealContacts.filter((one) => one.primary).map((one) => [one.dealId, one.contactId]));
  const durations = durationsOf(set);
  return set.deals.map((deal) => ({
    id: deal.id,
    name: deal.name,
    active: deal.status !== 'lost',
    type: 'opportunity',
    partner_id: primary.has(deal.id) ? PARTNERS.people + primary.get(deal.id) : PARTNERS.companies + deal.accountId,
    partner_name: set.accounts[deal.accountId - 1].name,
    user_id: userId(deal.ownerId),
    team_id: 1,
    stage_id: stageOf(deal),
    expected_revenue: deal.amount,
    company_currency: 1,
    probability: deal.probability,
    automated_probability: deal.probability,
    priority: String(deal.id % 4),
    date_deadline: day(deal.closeDate),
    date_open: stamp(deal.createdAt),
    date_closed: stamp(deal.closedAt),
    date_last_stage_update: stamp(deal.stageEnteredAt),
    duration_tracking: JSON.stringify(durations.get(deal.id) ?? {}),
    description: deal.description === null ? null : `<p>${escaped(deal.description)}</p>`,
    lost_reason_id: deal.lossReason && REASONS.indexOf(deal.lossReason) + 1,
    x_next_step: deal.nextStep,
    x_budget: deal.budget,
    x_discount: deal.discountPercent,
    x_competitor: deal.competitor,
    x_deal_type: deal.type && (deal.type === 'New Business' ? 'new' : 'existing'),
    x_lead_source: deal.leadSource,
    ...log(deal.createdAt, userId(deal.ownerId), deal.modifiedAt),
  }));
}

/** Seconds in each stage that is over; the running one is counted when it is read. */
function durationsOf({ stageHistory }) {
  const durations = new Map();
  for (const [index, { dealId, stage, at }] of stageHistory.entries()) {
    const next = stageHistory[index + 1];
    if (next?.dealId !== dealId || !STAGE_OF[stage]) continue;
    durations.set(dealId, { ...durations.get(dealId), [STAGE_OF[stage]]: Math.round((next.at - at) / 1000) });
  }
  return durations;
}

const activityRow = ({ id, dealId, ownerId, kind, subject, at }) => ({
  id,
  res_model: 'crm.lead',
  res_id: dealId,
  activity_type_id: ACTIVITY_TYPES[kind],
  summary: subject,
  date_deadline: day(at),
  user_id: userId(ownerId),
  ...log(at, userId(ownerId)),
});

/** Quotes and lines both live in sale orders: one for each deal that has either. */
function ordersOf({ deals, quotes, lines, stages: _stages }) {
  const quoteOf = new Map(quotes.map((quote) => [quote.dealId, quote]));
  const linesOf = Map.groupBy(lines, ({ dealId }) => dealId);
  const orders = deals
    .filter(({ id }) => quoteOf.has(id) || linesOf.has(id))
    .map(({ id, accountId, createdAt, amount }) => {
      const quote = quoteOf.get(id);
      return {
        id,
        name: `S${String(id).padStart(5, '0')}`,
        state: { Draft: 'draft', Presented: 'sent', Accepted: 'sale' }[quote?.status] ?? 'draft',
        opportunity_id: id,
        partner_id: PARTNERS.companies + accountId,
        date_order: stamp(quote?.createdAt ?? createdAt),
        validity_date: day(quote?.expires ?? null),
        amount_total: amount,
        currency_id: 1,
        ...log(quote?.createdAt ?? createdAt),
      };
    });
  const orderLines = lines.map(({ id, dealId, name, quantity, price, discount, total }) => ({
    id,
    name,
    order_id: dealId,
    product_uom_qty: quantity,
    price_unit: price,
    discount,
    price_subtotal: total,
    ...log(deals[dealId - 1].createdAt),
  }));
  return { 'sale.order': orders, 'sale.order.line': orderLines };
}
