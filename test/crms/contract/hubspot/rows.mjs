import { isoInstant } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { activityType, associationRows, idOf } from './links.mjs';
import { PIPELINE, TYPES } from './properties.mjs';

const STAGE_IDS = Object.fromEntries(
  ['qualification', 'discovery', 'proposal', 'negotiation', 'won', 'lost'].map((key, index) => [
    key,
    PIPELINE.stages[index].id,
  ]),
);
const FORECASTS = {
  Pipeline: 'PIPELINE',
  'Best Case': 'BEST_CASE',
  Commit: 'COMMIT',
  Closed: 'CLOSED',
  Omitted: 'OMIT',
};
const SOURCES = { Web: 'DIRECT_TRAFFIC', Referral: 'REFERRALS', Partner: 'OTHER_CAMPAIGNS', 'Trade Show': 'OFFLINE' };
const DEAL_TYPES = { 'New Business': 'newbusiness', 'Existing Business': 'existingbusiness' };

const ownerOf = (id) => String(41_000_000 + id);
const at = (ms) => (ms === null ? null : isoInstant(ms));
const said = (value) => (value === null ? null : String(value));

/** The portal's database, filled from the canonical data set. */
export function openPortal({ deals, now, seed }) {
  const set = createDataSet({ deals, now, seed });
  const rows = {
    deals: dealRows(set),
    contacts: set.contacts.map((one) => contactRow(one, set)),
    companies: set.accounts.map((one) => companyRow(one, set)),
    line_items: set.lines.map((one) => lineRow(one, set)),
    quotes: set.quotes.map(quoteRow),
    ...activityRows(set),
  };
  const tables = Object.entries(TYPES).map(([type, { properties }]) => {
    const names = Object.keys(properties).map((name) => [name, 'TEXT']);
    return [type, { columns: Object.fromEntries([['id', 'TEXT PRIMARY KEY'], ...names]), rows: rows[type] }];
  });
  return openDatabase({
    ...Object.fromEntries(tables),
    owners: {
      columns: { id: 'TEXT', email: 'TEXT', firstName: 'TEXT', lastName: 'TEXT' },
      rows: set.owners.map(ownerRow),
    },
    history: {
      columns: { type: 'TEXT', id: 'TEXT', property: 'TEXT', value: 'TEXT', at: 'TEXT', owner: 'TEXT' },
      rows: historyRows(set),
      index: ['id'],
    },
    associations: {
      columns: {
        from: 'TEXT',
        id: 'TEXT',
        to: 'TEXT',
        toId: 'TEXT',
        typeId: 'INTEGER',
        label: 'TEXT',
        category: 'TEXT',
      },
      rows: associationRows(set),
      index: ['id'],
    },
  });
}

const ownerRow = ({ id, name, email }) => {
  const [firstName, lastName] = name.split(' ');
  return { id: ownerOf(id), email, firstName, lastName };
};

function dealRows(set) {
  const people = Map.groupBy(set.dealContacts, ({ dealId }) => dealId);
  const entered = new Map(set.stageHistory.map((row) => [`${row.dealId}:${row.stage}`, row.at]));
  return set.deals.map((deal) => {
    const id = idOf('deals', deal.id);
    const stages = set.stages.map(({ key }) => [
      `hs_v2_date_entered_${STAGE_IDS[key]}`,
      at(entered.get(`${deal.id}:${key}`) ?? null),
    ]);
    return {
      id,
      hs_object_id: id,
      dealname: deal.name,
      amount: said(deal.amount),
      deal_currency_code: deal.currency,
      closedate: at(deal.closeDate),
      createdate: at(deal.createdAt),
      hs_lastmodifieddate: at(deal.modifiedAt),
      hubspot_owner_id: ownerOf(deal.ownerId),
      dealstage: STAGE_IDS[deal.stage],
      pipeline: PIPELINE.id,
      dealtype: deal.type && DEAL_TYPES[deal.type],
      description: deal.description,
      hs_next_step: deal.nextStep,
      hs_manual_forecast_category: FORECASTS[deal.forecast],
      hs_deal_stage_probability: said(deal.probability / 100),
      hs_is_closed: said(deal.status !== 'open'),
      hs_is_closed_won: said(deal.status === 'won'),
      closed_lost_reason: deal.lossReason,
      num_associated_contacts: said(people.get(deal.id)?.length ?? 0),
      hs_v2_date_entered_current_stage: at(deal.stageEnteredAt),
      ...Object.fromEntries(stages),
      lead_source: deal.leadSource,
      hs_analytics_source: deal.leadSource && SOURCES[deal.leadSource],
      budget: said(deal.budget),
      discount: said(deal.discountPercent),
      competitor: deal.competitor,
    };
  });
}

const contactRow = ({ id, firstName, lastName, email, title }, { today }) => ({
  id: idOf('contacts', id),
  hs_object_id: idOf('contacts', id),
  createdate: at(today),
  lastmodifieddate: at(today),
  hs_lastmodifieddate: at(today),
  firstname: firstName,
  lastname: lastName,
  email,
  jobtitle: title,
});

const companyRow = ({ id, name, industry, employees, country }, { today }) => ({
  id: idOf('companies', id),
  hs_object_id: idOf('companies', id),
  createdate: at(today),
  hs_lastmodifieddate: at(today),
  name,
  domain: `customer${id}.example`,
  industry,
  numberofemployees: said(employees),
  country,
});

const lineRow = ({ id, dealId, name, quantity, price, discount, total }, { deals }) => ({
  id: idOf('line_items', id),
  hs_object_id: idOf('line_items', id),
  createdate: at(deals[dealId - 1].createdAt),
  hs_lastmodifieddate: at(deals[dealId - 1].createdAt),
  name,
  quantity: said(quantity),
  price: said(price),
  hs_discount_percentage: said(discount),
  amount: said(total),
  hs_line_item_currency_code: deals[dealId - 1].currency,
});

const quoteRow = ({ id, name, number, status, total, createdAt, expires }) => ({
  id: idOf('quotes', id),
  hs_object_id: idOf('quotes', id),
  hs_createdate: at(createdAt),
  hs_lastmodifieddate: at(createdAt),
  hs_title: name,
  hs_quote_number: number,
  hs_status: status === 'Draft' ? 'DRAFT' : 'APPROVAL_NOT_NEEDED',
  hs_quote_amount: said(total),
  hs_expiration_date: at(expires),
});

function activityRows({ activities }) {
  const rows = { tasks: [], meetings: [], calls: [], emails: [] };
  for (const one of activities) {
    const id = idOf(activityType(one), one.id);
    const base = {
      id,
      hs_object_id: id,
      hs_createdate: at(one.at),
      hs_lastmodifieddate: at(one.at),
      hs_timestamp: at(one.at),
      hubspot_owner_id: ownerOf(one.ownerId),
    };
    rows[activityType(one)].push({ ...base, ...ofKind[one.kind](one) });
  }
  return rows;
}

const ofKind = {
  task: ({ subject, done }) => ({
    hs_task_subject: subject,
    hs_task_status: done ? 'COMPLETED' : 'NOT_STARTED',
    hs_task_type: 'TODO',
  }),
  meeting: ({ subject, at: start }) => ({
    hs_meeting_title: subject,
    hs_meeting_start_time: at(start),
    hs_meeting_end_time: at(start + 3_600_000),
    hs_meeting_outcome: 'COMPLETED',
  }),
  call: ({ subject }) => ({ hs_call_title: subject, hs_call_direction: 'OUTBOUND', hs_call_status: 'COMPLETED' }),
  email: ({ subject, direction }) => ({
    hs_email_subject: subject,
    hs_email_direction: direction === 'in' ? 'INCOMING_EMAIL' : 'EMAIL',
    hs_email_status: 'SENT',
  }),
};

/** The earlier values of the properties that move; a property without rows here had but one value. */
function historyRows({ stageHistory, fieldHistory, deals }) {
  const row = ({ dealId, at: when, byId }, property, value) => ({
    type: 'deals',
    id: idOf('deals', dealId),
    property,
    value,
    at: at(when),
    owner: ownerOf(byId),
  });
  const names = { closeDate: 'closedate', amount: 'amount' };
  const value = (field, raw) => (field === 'closeDate' ? at(raw) : said(raw));
  const first = new Set();
  const moves = fieldHistory.flatMap((move) => {
    const key = `${move.dealId}:${move.field}`;
    const deal = deals[move.dealId - 1];
    const start = { ...move, at: deal.createdAt };
    const before = first.has(key) ? [] : [row(start, names[move.field], value(move.field, move.old))];
    first.add(key);
    return [...before, row(move, names[move.field], value(move.field, move.new))];
  });
  return [...stageHistory.map((move) => row(move, 'dealstage', STAGE_IDS[move.stage])), ...moves];
}
