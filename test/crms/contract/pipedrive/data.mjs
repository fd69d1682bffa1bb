import { createDataSet } from '../kit/data-set.mjs';
import { isoDate, isoSeconds } from '../kit/clock.mjs';
import { openDatabase } from '../kit/database.mjs';
import { CUSTOM_FIELDS } from './fields.mjs';

/** Pipedrive has no stages for the end: a deal is won or lost where it stands. */
export const STAGE_IDS = { qualification: 1, discovery: 2, proposal: 3, negotiation: 4 };
const OPEN_STAGES = Object.keys(STAGE_IDS);

/** `2026-11-20 09:00:00`, as v1 writes UTC times. */
export const v1Time = (ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openPipedrive(options) {
  const set = createDataSet(options);
  const lastStage = new Map();
  for (const { dealId, stage } of set.stageHistory) if (OPEN_STAGES.includes(stage)) lastStage.set(dealId, stage);
  const primary = new Map();
  for (const { dealId, contactId, primary: first } of set.dealContacts) if (first) primary.set(dealId, contactId);
  const deals = set.deals.map((deal) => dealRow(deal, lastStage.get(deal.id), primary.get(deal.id) ?? null));
  return openDatabase({
    deals: { columns: DEAL_COLUMNS, rows: deals, index: ['update_time', 'stage_id', 'status'] },
    users: { columns: { id: 'INTEGER PRIMARY KEY', name: 'TEXT', email: 'TEXT' }, rows: set.owners },
    stages: { columns: { id: 'INTEGER PRIMARY KEY', name: 'TEXT', probability: 'INTEGER' }, rows: stageRows(set) },
    organizations: {
      columns: { id: 'INTEGER PRIMARY KEY', name: 'TEXT', industry: 'TEXT', employees: 'INTEGER' },
      rows: set.accounts,
    },
    persons: {
      columns: {
        id: 'INTEGER PRIMARY KEY',
        name: 'TEXT',
        firstName: 'TEXT',
        lastName: 'TEXT',
        title: 'TEXT',
        email: 'TEXT',
        accountId: 'INTEGER',
      },
      rows: set.contacts,
    },
    participants: {
      columns: { id: 'INTEGER PRIMARY KEY', dealId: 'INTEGER', contactId: 'INTEGER', at: 'INTEGER' },
      rows: set.dealContacts,
      index: ['dealId'],
    },
    activities: {
      columns: {
        id: 'INTEGER PRIMARY KEY',
        dealId: 'INTEGER',
        contactId: 'INTEGER',
        ownerId: 'INTEGER',
        kind: 'TEXT',
        subject: 'TEXT',
        at: 'INTEGER',
        done: 'INTEGER',
        note: 'TEXT',
      },
      rows: set.activities,
      index: ['dealId'],
    },
    products: {
      columns: {
        id: 'INTEGER PRIMARY KEY',
        dealId: 'INTEGER',
        productId: 'INTEGER',
        name: 'TEXT',
        quantity: 'REAL',
        price: 'REAL',
        discount: 'REAL',
        total: 'REAL',
      },
      rows: set.lines,
      index: ['dealId'],
    },
    changes: {
      columns: {
        id: 'INTEGER PRIMARY KEY',
        dealId: 'INTEGER',
        userId: 'INTEGER',
        at: 'INTEGER',
        field: 'TEXT',
        old: 'TEXT',
        new: 'TEXT',
      },
      rows: changeRows(set),
      index: ['dealId'],
    },
  });
}

const DEAL_COLUMNS = {
  id: 'INTEGER PRIMARY KEY',
  title: 'TEXT',
  creator_user_id: 'INTEGER',
  owner_id: 'INTEGER',
  value: 'REAL',
  currency: 'TEXT',
  person_id: 'INTEGER',
  org_id: 'INTEGER',
  stage_id: 'INTEGER',
  pipeline_id: 'INTEGER',
  add_time: 'TEXT',
  update_time: 'TEXT',
  stage_change_time: 'TEXT',
  status: 'TEXT',
  is_archived: 'INTEGER',
  is_deleted: 'INTEGER',
  probability: 'INTEGER',
  lost_reason: 'TEXT',
  visible_to: 'INTEGER',
  close_time: 'TEXT',
  won_time: 'TEXT',
  lost_time: 'TEXT',
  expected_close_date: 'TEXT',
  label_ids: 'TEXT',
  custom_fields: 'TEXT',
};

function dealRow(deal, stage, personId) {
  const closed = deal.closedAt === null ? null : isoSeconds(deal.closedAt);
  return {
    id: deal.id,
    title: deal.name,
    creator_user_id: deal.ownerId,
    owner_id: deal.ownerId,
    // A deal without a value is worth nought in Pipedrive: there is no blank.
    value: deal.amount ?? 0,
    currency: deal.currency,
    person_id: personId,
    org_id: deal.accountId,
    stage_id: STAGE_IDS[stage ?? 'qualification'],
    pipeline_id: 1,
    add_time: isoSeconds(deal.createdAt),
    update_time: isoSeconds(deal.modifiedAt),
    stage_change_time: isoSeconds(deal.stageEnteredAt),
    status: deal.status,
    is_archived: false,
    is_deleted: false,
    probability: deal.probability,
    lost_reason: deal.lossReason,
    visible_to: 3,
    close_time: closed,
    won_time: deal.status === 'won' ? closed : null,
    lost_time: deal.status === 'lost' ? closed : null,
    expected_close_date: isoDate(deal.closeDate),
    label_ids: '[]',
    custom_fields: JSON.stringify(
      Object.fromEntries(
        Object.entries(CUSTOM_FIELDS).map(([name, field]) => [
          field.code,
          customValue(field, deal[name], deal.currency),
        ]),
      ),
    ),
  };
}

function customValue(field, value, currency) {
  if (value === null) return null;
  if (field.type === 'monetary') return { value, currency };
  if (!field.options) return value;
  const { id } = field.options.find(({ label }) => label === value);
  return field.type === 'set' ? [id] : id;
}

const stageRows = ({ stages }) =>
  stages.flatMap(({ key, label, probability }) =>
    STAGE_IDS[key] ? [{ id: STAGE_IDS[key], name: label, probability }] : [],
  );

/** Stage moves, wins and losses, and changes of date and value, as one list in order of time. */
function changeRows(set) {
  const moves = set.stageHistory.flatMap(({ dealId, byId, at, from, stage }) => {
    if (from === null) return [];
    const [field, old, next] = STAGE_IDS[stage]
      ? ['stage_id', STAGE_IDS[from], STAGE_IDS[stage]]
      : ['status', 'open', stage];
    return [{ dealId, userId: byId, at, field, old: String(old), new: String(next) }];
  });
  const others = set.fieldHistory.map(({ dealId, byId, at, field, old, new: next }) => {
    const said = (value) => (field === 'closeDate' ? isoDate(value) : String(value));
    return {
      dealId,
      userId: byId,
      at,
      field: field === 'closeDate' ? 'expected_close_date' : 'value',
      old: said(old),
      new: said(next),
    };
  });
  const all = [...moves, ...others].toSorted((a, b) => a.at - b.at);
  return all.map((row, index) => ({ id: index + 1, ...row }));
}
