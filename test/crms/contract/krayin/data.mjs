import { isoDate } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { COMPETITORS } from '../kit/texts.mjs';

/** The default pipeline's stages, by the data set's; a second pipeline has one of its own. */
export const STAGES = [
  { id: 1, key: 'qualification', code: 'new', name: 'New' },
  { id: 2, key: 'discovery', code: 'follow-up', name: 'Follow Up' },
  { id: 3, key: 'proposal', code: 'prospect', name: 'Prospect' },
  { id: 4, key: 'negotiation', code: 'negotiation', name: 'Negotiation' },
  { id: 5, key: 'won', code: 'won', name: 'Won' },
  { id: 6, key: 'lost', code: 'lost', name: 'Lost' },
];
const SOURCES = ['Web', 'Referral', 'Partner', 'Trade Show'];
const TYPES = ['New Business', 'Existing Business'];

/** The lead's attributes as the settings list them; those marked `own` were added here and have no column. */
export const ATTRIBUTES = {
  title: { name: 'Title', type: 'text', required: true },
  description: { name: 'Description', type: 'textarea' },
  lead_value: { name: 'Lead Value', type: 'price' },
  lead_source_id: { name: 'Source', type: 'select', table: 'sources' },
  lead_type_id: { name: 'Type', type: 'select', table: 'types' },
  user_id: { name: 'Sales Owner', type: 'select', table: 'users' },
  expected_close_date: { name: 'Expected Close Date', type: 'date' },
  next_step: { name: 'Next Step', type: 'text', own: true },
  competitor: { name: 'Competitor', type: 'select', own: true, options: COMPETITORS },
  budget: { name: 'Budget', type: 'price', own: true },
  budget_confirmed: { name: 'Budget Confirmed', type: 'boolean', own: true },
};

/** As Laravel writes times into JSON: `2026-11-20T09:00:00.000000Z`. */
export const laravelTime = (ms) => `${new Date(ms).toISOString().slice(0, 19)}.000000Z`;

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openKrayin(options) {
  const set = createDataSet(options);
  const primary = new Map(set.dealContacts.filter((row) => row.primary).map((row) => [row.dealId, row.contactId]));
  const stages = STAGES.map((stage) => ({
    ...stage,
    lead_pipeline_id: 1,
    sort_order: stage.id,
    probability: set.stages.find(({ key }) => key === stage.key).probability,
  }));
  const named = (names) => names.map((name, index) => ({ id: index + 1, name }));
  const NAMED = { id: 'INTEGER PRIMARY KEY', name: 'TEXT' };
  return openDatabase({
    leads: {
      columns: LEAD_COLUMNS,
      rows: set.deals.map((deal) => leadRow(deal, primary.get(deal.id))),
      index: ['lead_pipeline_stage_id'],
    },
    attribute_values: {
      columns: { lead_id: 'INTEGER', code: 'TEXT', value: 'TEXT' },
      rows: set.deals.flatMap(ownValues),
      index: ['lead_id'],
    },
    stages: {
      columns: { ...NAMED, code: 'TEXT', lead_pipeline_id: 'INTEGER', sort_order: 'INTEGER', probability: 'INTEGER' },
      rows: [
        ...stages,
        { id: 7, name: 'Contacted', code: 'contacted', lead_pipeline_id: 2, sort_order: 1, probability: 10 },
      ],
    },
    pipelines: {
      columns: { ...NAMED, is_default: 'INTEGER', rotten_days: 'INTEGER' },
      rows: [
        { id: 1, name: 'Default Pipeline', is_default: 1, rotten_days: 30 },
        { id: 2, name: 'Partners', is_default: 0, rotten_days: 30 },
      ],
    },
    sources: { columns: NAMED, rows: named(SOURCES) },
    types: { columns: NAMED, rows: named(TYPES) },
    users: { columns: { ...NAMED, email: 'TEXT' }, rows: set.owners },
    organizations: { columns: NAMED, rows: set.accounts },
    persons: {
      columns: { ...NAMED, email: 'TEXT', title: 'TEXT', organization_id: 'INTEGER' },
      rows: set.contacts.map((row) => ({ ...row, organization_id: row.accountId })),
    },
    products: {
      columns: { ...NAMED, lead_id: 'INTEGER', product_id: 'INTEGER', quantity: 'REAL', price: 'REAL', amount: 'REAL' },
      rows: set.lines.map((row) => ({ ...row, lead_id: row.dealId, product_id: row.productId, amount: row.total })),
    },
    activities: {
      columns: {
        id: 'INTEGER PRIMARY KEY',
        lead_id: 'INTEGER',
        user_id: 'INTEGER',
        type: 'TEXT',
        title: 'TEXT',
        comment: 'TEXT',
        additional: 'TEXT',
        schedule_from: 'TEXT',
        schedule_to: 'TEXT',
        is_done: 'INTEGER',
        at: 'INTEGER',
      },
      rows: activityRows(set),
      index: ['lead_id'],
    },
  });
}

const LEAD_COLUMNS = {
  id: 'INTEGER PRIMARY KEY',
  title: 'TEXT',
  description: 'TEXT',
  lead_value: 'REAL',
  status: 'INTEGER',
  lost_reason: 'TEXT',
  closed_at: 'TEXT',
  expected_close_date: 'TEXT',
  user_id: 'INTEGER',
  person_id: 'INTEGER',
  lead_source_id: 'INTEGER',
  lead_type_id: 'INTEGER',
  lead_pipeline_id: 'INTEGER',
  lead_pipeline_stage_id: 'INTEGER',
  created_at: 'TEXT',
  updated_at: 'TEXT',
};

const leadRow = (deal, personId) => ({
  id: deal.id,
  title: deal.name.slice(0, 255),
  description: deal.description,
  lead_value: deal.amount,
  status: 1,
  lost_reason: deal.lossReason,
  closed_at: deal.closedAt === null ? null : laravelTime(deal.closedAt),
  expected_close_date: isoDate(deal.closeDate),
  user_id: deal.ownerId,
  person_id: personId ?? null,
  lead_source_id: deal.leadSource === null ? null : SOURCES.indexOf(deal.leadSource) + 1,
  lead_type_id: deal.type === null ? null : TYPES.indexOf(deal.type) + 1,
  lead_pipeline_id: 1,
  lead_pipeline_stage_id: STAGES.find(({ key }) => key === deal.stage).id,
  created_at: laravelTime(deal.createdAt),
  updated_at: laravelTime(deal.modifiedAt),
});

function ownValues(deal) {
  const value = (code, given) => (given === null ? [] : [{ lead_id: deal.id, code, value: String(given) }]);
  return [
    ...value('next_step', deal.nextStep),
    ...value('competitor', deal.competitor === null ? null : COMPETITORS.indexOf(deal.competitor) + 1),
    ...value('budget', deal.budget),
    ...value('budget_confirmed', deal.budget === null ? 0 : 1),
  ];
}

/** What people did, and what the system noted: every change of an attribute is an activity too. */
function activityRows(set) {
  const stage = (key) => STAGES.find((one) => one.key === key);
  const done = set.activities.map((row) => ({
    lead_id: row.dealId,
    user_id: row.ownerId,
    type: row.kind === 'task' ? 'call' : row.kind,
    title: row.subject,
    schedule_from: laravelTime(row.at),
    schedule_to: laravelTime(row.at + 1_800_000),
    is_done: row.done,
    at: row.at,
  }));
  const noted = set.stageHistory
    .filter(({ from }) => from !== null)
    .map((row) => ({
      lead_id: row.dealId,
      user_id: row.byId,
      type: 'system',
      title: 'Updated Stage',
      additional: JSON.stringify(change('Stage', stage(row.from), stage(row.stage))),
      is_done: true,
      at: row.at,
    }));
  return [...done, ...noted].toSorted((a, b) => a.at - b.at).map((row, index) => ({ id: index + 1, ...row }));
}

/** @param {string} attribute @param {{ id: unknown, name: unknown }} old @param {{ id: unknown, name: unknown }} next */
export const change = (attribute, old, next) => ({
  attribute,
  new: { value: next.id, label: next.name },
  old: { value: old.id, label: old.name },
});
