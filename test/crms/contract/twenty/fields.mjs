import { COMPETITORS, LOSS_REASONS } from '../kit/texts.mjs';

/** A select's values are upper-case names; people see the labels. */
export const valueOf = (label) => label.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
const select = (label, labels, more = {}) => ({
  label,
  type: 'SELECT',
  options: labels.map((one) => ({ label: one, value: valueOf(one) })),
  ...more,
});

export const STAGES = {
  qualification: 'NEW',
  discovery: 'SCREENING',
  proposal: 'PROPOSAL',
  negotiation: 'NEGOTIATION',
  won: 'CUSTOMER',
  lost: 'LOST',
};

const text = (label, more) => ({ label, type: 'TEXT', ...more });
const uuid = (label, more) => ({ label, type: 'UUID', ...more });
const at = (label, more) => ({ label, type: 'DATE_TIME', ...more });
const relation = (label, object) => ({ label, type: 'RELATION', object });
const own = { custom: true };
const base = {
  id: uuid('Id', { readOnly: true }),
  createdAt: at('Creation date', { readOnly: true }),
  updatedAt: at('Last update', { readOnly: true }),
  deletedAt: at('Deleted at'),
};

/** The workspace's objects by plural name; fields marked `custom` are this workspace's own. */
export const OBJECTS = {
  opportunities: {
    singular: 'opportunity',
    type: 'Opportunity',
    fields: {
      ...base,
      name: text('Name'),
      amount: { label: 'Amount', type: 'CURRENCY' },
      closeDate: at('Close date'),
      stage: select('Stage', ['New', 'Screening', 'Meeting', 'Proposal', 'Negotiation', 'Customer', 'Lost'], {
        required: true,
      }),
      position: { label: 'Position', type: 'POSITION' },
      companyId: uuid('Company', { object: 'companies' }),
      pointOfContactId: uuid('Point of Contact', { object: 'people' }),
      ownerId: uuid('Owner', { object: 'workspaceMembers' }),
      company: relation('Company', 'companies'),
      pointOfContact: relation('Point of Contact', 'people'),
      owner: relation('Owner', 'workspaceMembers'),
      nextStep: text('Next step', own),
      details: text('Details', own),
      opportunityType: select('Type', ['New Business', 'Existing Business'], own),
      leadSource: select('Lead source', ['Web', 'Referral', 'Partner', 'Trade Show'], own),
      forecastCategory: select('Forecast category', ['Pipeline', 'Best Case', 'Commit', 'Closed', 'Omitted'], own),
      competitor: select('Competitor', COMPETITORS, own),
      lossReason: select('Loss reason', LOSS_REASONS, own),
      discount: { label: 'Discount', type: 'NUMBER', ...own },
      budget: { label: 'Budget', type: 'CURRENCY', ...own },
    },
  },
  companies: {
    singular: 'company',
    type: 'Company',
    fields: {
      ...base,
      name: text('Name'),
      employees: { label: 'Employees', type: 'NUMBER' },
      industry: text('Industry', own),
    },
  },
  people: {
    singular: 'person',
    type: 'Person',
    fields: {
      ...base,
      name: { label: 'Name', type: 'FULL_NAME' },
      emails: { label: 'Emails', type: 'EMAILS' },
      jobTitle: text('Job Title'),
      companyId: uuid('Company', { object: 'companies' }),
    },
  },
  workspaceMembers: {
    singular: 'workspaceMember',
    type: 'WorkspaceMember',
    fields: { ...base, name: { label: 'Name', type: 'FULL_NAME' }, userEmail: text('User Email') },
  },
  tasks: {
    singular: 'task',
    type: 'Task',
    fields: {
      ...base,
      title: text('Title'),
      dueAt: at('Due Date'),
      status: select('Status', ['Todo', 'In progress', 'Done']),
      assigneeId: uuid('Assignee', { object: 'workspaceMembers' }),
    },
  },
  taskTargets: {
    singular: 'taskTarget',
    type: 'TaskTarget',
    fields: {
      ...base,
      taskId: uuid('Task', { object: 'tasks' }),
      opportunityId: uuid('Opportunity', { object: 'opportunities' }),
      task: relation('Task', 'tasks'),
    },
  },
  timelineActivities: {
    singular: 'timelineActivity',
    type: 'TimelineActivity',
    fields: {
      ...base,
      name: text('Name'),
      happensAt: at('Happens at'),
      properties: { label: 'Properties', type: 'RAW_JSON' },
      opportunityId: uuid('Opportunity', { object: 'opportunities' }),
      workspaceMemberId: uuid('Member'),
    },
  },
};

/** The parts of a field that holds more than one value, each kept in a column of its own. */
export const PARTS = {
  CURRENCY: { amountMicros: 'number', currencyCode: 'text' },
  FULL_NAME: { firstName: 'text', lastName: 'text' },
  EMAILS: { primaryEmail: 'text' },
};

/** @param {string} name of the field @param {string} part */
export const columnOf = (name, part) => `${name}${part[0].toUpperCase()}${part.slice(1)}`;

/** @param {string} object @returns {Record<string, string>} */
export const columnsOf = (object) =>
  Object.fromEntries(
    Object.entries(OBJECTS[object].fields).flatMap(([name, { type }]) => {
      if (type === 'RELATION') return [];
      if (PARTS[type])
        return Object.entries(PARTS[type]).map(([part, kind]) => [
          columnOf(name, part),
          kind === 'number' ? 'INTEGER' : 'TEXT',
        ]);
      return [[name, type === 'NUMBER' || type === 'POSITION' ? 'REAL' : 'TEXT']];
    }),
  );

/** As `/rest/metadata/objects` tells it. */
export const metadata = () =>
  Object.entries(OBJECTS).map(([plural, { singular, fields }]) => ({
    nameSingular: singular,
    namePlural: plural,
    isSystem: false,
    fields: Object.entries(fields).map(([name, field]) => ({
      name,
      label: field.label,
      type: field.type,
      isCustom: field.custom === true,
      isNullable: field.required !== true,
      ...(field.options ? { options: field.options.map((option, position) => ({ ...option, position })) } : {}),
    })),
  }));
