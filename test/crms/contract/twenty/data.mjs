import { isoInstant } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { OBJECTS, STAGES, columnsOf, valueOf } from './fields.mjs';

const GROUP = {
  opportunities: 1,
  companies: 2,
  people: 3,
  workspaceMembers: 4,
  tasks: 5,
  taskTargets: 6,
  timelineActivities: 7,
};

/** @param {string} object @param {number} number @returns {string} the same uuid for the same record in every run */
export const uuidOf = (object, number) =>
  `${String(GROUP[object]).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** @param {{ deals?: number, now?: number, seed?: number }} options */
export function openTwenty(options) {
  const set = createDataSet(options);
  const rows = rowsOf(set);
  return openDatabase(
    Object.fromEntries(
      Object.keys(OBJECTS).map((object) => {
        const columns = { ...columnsOf(object), id: 'TEXT PRIMARY KEY' };
        const index = ['opportunityId', 'updatedAt'].filter((name) => columns[name]);
        return [object, { columns, rows: rows[object], index }];
      }),
    ),
  );
}

function rowsOf(set) {
  const made = (object, id, ms) => ({ id: uuidOf(object, id), createdAt: isoInstant(ms), updatedAt: isoInstant(ms) });
  const primary = new Map(set.dealContacts.filter((row) => row.primary).map((row) => [row.dealId, row.contactId]));
  const tasks = set.activities.filter(({ kind }) => kind === 'task');
  return {
    opportunities: set.deals.map((deal) => ({
      ...made('opportunities', deal.id, deal.createdAt),
      ...dealRow(deal, primary.get(deal.id)),
    })),
    companies: set.accounts.map((row) => ({
      ...made('companies', row.id, set.today),
      name: row.name,
      employees: row.employees,
      industry: row.industry ?? '',
    })),
    people: set.contacts.map((row) => ({
      ...made('people', row.id, set.today),
      nameFirstName: row.firstName,
      nameLastName: row.lastName,
      emailsPrimaryEmail: row.email ?? '',
      jobTitle: row.title ?? '',
      companyId: uuidOf('companies', row.accountId),
    })),
    workspaceMembers: set.owners.map((row) => {
      const [first, last] = row.name.split(' ');
      return {
        ...made('workspaceMembers', row.id, set.today),
        nameFirstName: first,
        nameLastName: last,
        userEmail: row.email,
      };
    }),
    tasks: tasks.map((row) => ({
      ...made('tasks', row.id, row.at),
      title: row.subject,
      dueAt: isoInstant(row.at),
      status: row.done ? 'DONE' : 'TODO',
      assigneeId: uuidOf('workspaceMembers', row.ownerId),
    })),
    taskTargets: tasks.map((row) => ({
      ...made('taskTargets', row.id, row.at),
      taskId: uuidOf('tasks', row.id),
      opportunityId: uuidOf('opportunities', row.dealId),
    })),
    timelineActivities: set.stageHistory.map((row) => ({
      ...made('timelineActivities', row.id, row.at),
      name: row.from === null ? 'opportunity.created' : 'opportunity.updated',
      happensAt: isoInstant(row.at),
      properties: JSON.stringify(
        row.from === null
          ? {}
          : { diff: { stage: { before: STAGES[row.from], after: STAGES[row.stage] } }, updatedFields: ['stage'] },
      ),
      opportunityId: uuidOf('opportunities', row.dealId),
      workspaceMemberId: uuidOf('workspaceMembers', row.byId),
    })),
  };
}

const option = (value) => (value === null ? null : valueOf(value));

/** Texts are never null: what was left blank is the empty text. */
const dealRow = (deal, personId) => ({
  updatedAt: isoInstant(deal.modifiedAt),
  name: deal.name,
  amountAmountMicros: deal.amount === null ? null : deal.amount * 1_000_000,
  amountCurrencyCode: deal.amount === null ? null : deal.currency,
  closeDate: isoInstant(deal.closeDate),
  stage: STAGES[deal.stage],
  position: deal.id,
  companyId: uuidOf('companies', deal.accountId),
  pointOfContactId: personId === undefined ? null : uuidOf('people', personId),
  ownerId: uuidOf('workspaceMembers', deal.ownerId),
  nextStep: deal.nextStep ?? '',
  details: deal.description ?? '',
  opportunityType: option(deal.type),
  leadSource: option(deal.leadSource),
  forecastCategory: option(deal.forecast),
  competitor: option(deal.competitor),
  lossReason: option(deal.lossReason),
  discount: deal.discountPercent,
  budgetAmountMicros: deal.budget === null ? null : deal.budget * 1_000_000,
  budgetCurrencyCode: deal.budget === null ? null : deal.currency,
});
