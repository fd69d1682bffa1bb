import { CURRENCIES } from '../kit/data-set.mjs';
import { COMPETITORS, LOSS_REASONS } from '../kit/texts.mjs';

/** Zoho's own names for the stages, by the data set's. */
export const STAGES = {
  qualification: 'Qualification',
  discovery: 'Needs Analysis',
  proposal: 'Proposal/Price Quote',
  negotiation: 'Negotiation/Review',
  won: 'Closed Won',
  lost: 'Closed Lost',
};

/** Record ids are strings of 19 digits, too long for a JSON number. */
export const idOf = (kind, number) => `48768760000${String(kind * 100_000_000 + number).slice(-8)}`;
export const KIND = { deal: 1, account: 2, contact: 3, user: 4, task: 5, product: 6, quote: 7, history: 8, field: 9 };

const field = (label, type, more = {}) => ({ label, type, ...more });
const list = (label, values, more = {}) => field(label, 'picklist', { values, ...more });

/** The Deals module, by API name. `column` is how the database keeps it, the API name where it says nothing. */
export const DEAL_FIELDS = {
  Deal_Name: field('Deal Name', 'text', { mandatory: true, length: 120 }),
  Stage: list('Stage', Object.values(STAGES), { mandatory: true }),
  Pipeline: list('Pipeline', ['Standard (Standard)']),
  Amount: field('Amount', 'currency'),
  Currency: list('Currency', CURRENCIES),
  Closing_Date: field('Closing Date', 'date'),
  Probability: field('Probability (%)', 'integer'),
  Expected_Revenue: field('Expected Revenue', 'currency', { readOnly: true }),
  Next_Step: field('Next Step', 'text', { length: 100 }),
  Description: field('Description', 'textarea', { length: 32_000 }),
  Type: list('Type', ['New Business', 'Existing Business']),
  Lead_Source: list('Lead Source', ['Web', 'Referral', 'Partner', 'Trade Show']),
  Reason_For_Loss__s: list('Reason For Loss', LOSS_REASONS),
  Forecast_Category: list('Forecast Category', ['Pipeline', 'Best Case', 'Commit', 'Closed', 'Omitted'], {
    custom: true,
  }),
  Competitor: list('Competitor', COMPETITORS, { custom: true }),
  Discount: field('Discount', 'percent', { custom: true }),
  Budget: field('Budget', 'currency', { custom: true }),
  Account_Name: field('Account Name', 'lookup', { table: 'accounts' }),
  Contact_Name: field('Contact Name', 'lookup', { table: 'contacts' }),
  Owner: field('Deal Owner', 'ownerlookup', { table: 'users' }),
  Created_By: field('Created By', 'ownerlookup', { table: 'users', readOnly: true }),
  Modified_By: field('Modified By', 'ownerlookup', { table: 'users', readOnly: true }),
  Created_Time: field('Created Time', 'datetime', { readOnly: true }),
  Modified_Time: field('Modified Time', 'datetime', { readOnly: true }),
};

const JSON_TYPES = {
  text: 'string',
  textarea: 'string',
  picklist: 'string',
  date: 'string',
  datetime: 'string',
  integer: 'integer',
  percent: 'double',
  currency: 'double',
  lookup: 'jsonobject',
  ownerlookup: 'jsonobject',
};

/** As `GET /settings/fields?module=Deals` lists them. */
export const fieldsMetadata = () =>
  Object.entries(DEAL_FIELDS).map(([name, one], index) => ({
    id: idOf(KIND.field, index + 1),
    api_name: name,
    field_label: one.label,
    display_label: one.label,
    data_type: one.type,
    json_type: JSON_TYPES[one.type],
    system_mandatory: one.mandatory === true,
    custom_field: one.custom === true,
    read_only: one.readOnly === true,
    field_read_only: one.readOnly === true,
    visible: true,
    length: one.length ?? 120,
    ...(one.table === undefined || one.table === 'users'
      ? {}
      : { lookup: { module: { api_name: one.table === 'accounts' ? 'Accounts' : 'Contacts' } } }),
    pick_list_values: (one.values ?? []).map((value, at) => ({
      id: idOf(KIND.field, 1000 + index * 20 + at),
      display_value: value,
      actual_value: value,
      sequence_number: at + 1,
      type: 'used',
    })),
  }));

/** What is wrong with a value of this field, as the `details` of the refusal; undefined when it may be written. */
export function faultOf(name, value) {
  const one = DEAL_FIELDS[name];
  if (value === null || value === '') return one.mandatory ? { code: 'MANDATORY_NOT_FOUND' } : undefined;
  const expects = (type) => ({ code: 'INVALID_DATA', expected_data_type: type });
  switch (one.type) {
    case 'text':
    case 'textarea':
      if (typeof value !== 'string') return expects('string');
      return value.length > one.length ? { code: 'INVALID_DATA', maximum_length: one.length } : undefined;
    case 'picklist':
      if (typeof value !== 'string') return expects('string');
      return one.values.includes(value) ? undefined : { code: 'INVALID_DATA', supported_values: one.values };
    case 'integer':
      return Number.isInteger(value) ? undefined : expects('integer');
    case 'percent':
    case 'currency':
      return typeof value === 'number' ? undefined : expects('double');
    case 'date':
      return typeof value === 'string' && isDate(value) ? undefined : expects('date');
    default:
      return undefined;
  }
}

const isDate = (value) =>
  /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
