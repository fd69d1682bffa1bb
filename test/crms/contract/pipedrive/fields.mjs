import { createHash } from 'node:crypto';
import { CURRENCIES } from '../kit/data-set.mjs';
import { COMPETITORS } from '../kit/texts.mjs';

/** A custom field's key: 40 hexadecimal characters, another in every account. */
const keyOf = (name) => createHash('sha1').update(`fairlead ${name}`).digest('hex');

const custom = (name, type, labels) => ({
  code: keyOf(name),
  name,
  type,
  custom: true,
  ...(labels ? { options: labels.map((label, index) => ({ id: 100 + index, label })) } : {}),
});

/** The account's own deal fields, by what the data set calls them. */
export const CUSTOM_FIELDS = {
  nextStep: custom('Next step', 'varchar'),
  description: custom('Description', 'text'),
  type: custom('Deal type', 'enum', ['New Business', 'Existing Business']),
  leadSource: custom('Lead source', 'enum', ['Web', 'Referral', 'Partner', 'Trade Show']),
  forecast: custom('Forecast category', 'enum', ['Pipeline', 'Best Case', 'Commit', 'Closed', 'Omitted']),
  competitor: custom('Competitors', 'set', COMPETITORS),
  discountPercent: custom('Discount %', 'double'),
  budget: custom('Budget', 'monetary'),
};

const LOST_REASON_LENGTH = 150;

const text = (most) => (value) =>
  typeof value === 'string' && value.length <= most ? undefined : 'not a valid string';
const integer = (value) => (Number.isInteger(value) ? undefined : 'not a valid integer');
const number = (value) => (typeof value === 'number' ? undefined : 'not a valid number');
const boolean = (value) => (typeof value === 'boolean' ? undefined : 'not a valid boolean');
const currency = (value) => (CURRENCIES.includes(value) ? undefined : 'not a valid currency');
const date = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? undefined
    : 'not a valid date';
/** Whole seconds only: the API refuses milliseconds. */
export const datetime = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value))
    ? undefined
    : 'not a valid datetime';
const probability = (value) =>
  Number.isInteger(value) && value >= 0 && value <= 100 ? undefined : 'not a valid percentage';
const status = (value) => (['open', 'won', 'lost'].includes(value) ? undefined : 'not a valid status');
const ids = (value) => (Array.isArray(value) && value.every(Number.isInteger) ? undefined : 'not a valid list');

/** What a PATCH may hold, and what is wrong with a value; `null` clears where `nullable`. */
export const WRITABLE = {
  title: { check: (value) => (value === '' ? 'must not be empty' : text(255)(value)), type: 'varchar' },
  owner_id: { check: integer, type: 'user' },
  person_id: { check: integer, nullable: true, type: 'people' },
  org_id: { check: integer, nullable: true, type: 'org' },
  pipeline_id: { check: integer, type: 'int' },
  stage_id: { check: integer, type: 'stage' },
  value: { check: number, type: 'monetary' },
  currency: { check: currency, type: 'varchar' },
  is_deleted: { check: boolean, type: 'int' },
  is_archived: { check: boolean, type: 'int' },
  status: { check: status, type: 'status' },
  probability: { check: probability, nullable: true, type: 'int' },
  lost_reason: { check: text(LOST_REASON_LENGTH), nullable: true, type: 'varchar' },
  visible_to: { check: integer, type: 'visible_to' },
  won_time: { check: datetime, type: 'date' },
  lost_time: { check: datetime, type: 'date' },
  close_time: { check: datetime, type: 'date' },
  expected_close_date: { check: date, nullable: true, type: 'date' },
  label_ids: { check: ids, type: 'set' },
};

const optionId = (field) => (value) =>
  field.options.some(({ id }) => id === value) ? undefined : 'not an option of the field';

const CUSTOM_CHECKS = {
  varchar: () => text(255),
  text: () => text(65_000),
  double: () => number,
  monetary: () => (value) =>
    typeof value === 'object' && !Array.isArray(value)
      ? (number(value.value) ?? currency(value.currency))
      : 'not an object',
  enum: optionId,
  set: (field) => (value) => {
    // An empty list is refused: only null clears.
    if (!Array.isArray(value) || value.length === 0) return 'not a valid list';
    return value.map(optionId(field)).find(Boolean);
  },
};

/** @returns {string | undefined} what is wrong with a custom field's value; null clears any of them */
export function customFault(code, value) {
  const field = Object.values(CUSTOM_FIELDS).find((one) => one.code === code);
  if (!field) return 'unknown field';
  return value === null ? undefined : CUSTOM_CHECKS[field.type](field)(value);
}

/** All deal fields as the Fields API of v2 lists them. */
export function fieldsV2() {
  const own = Object.values(CUSTOM_FIELDS).map((field) => ({ ...field, options: field.options ?? null }));
  const standard = Object.entries(WRITABLE).map(([code, { type }]) => ({
    code,
    name: nameOf(code),
    type,
    options: null,
  }));
  return [...standard, ...own].map(({ code, name, type, options, custom = false }) => ({
    field_name: name,
    field_code: code,
    field_type: type,
    options,
    subfields: type === 'monetary' && custom ? [{ field_code: 'value' }, { field_code: 'currency' }] : null,
    is_custom_field: custom,
    is_optional_response_field: false,
    required_fields: { enabled: code === 'title', stage_ids: [], statuses: {} },
  }));
}

/** The same as v1 lists them: `key`, `mandatory_flag`, numeric ids. */
export const fieldsV1 = () =>
  fieldsV2().map((field, index) => ({
    id: 12_450 + index,
    key: field.field_code,
    name: field.field_name,
    order_nr: index,
    field_type: field.field_type,
    active_flag: true,
    edit_flag: field.is_custom_field,
    index_visible_flag: true,
    details_visible_flag: true,
    add_visible_flag: field.field_code === 'title',
    bulk_edit_allowed: true,
    mandatory_flag: field.field_code === 'title',
    ...(field.options ? { options: field.options } : {}),
  }));

const nameOf = (code) =>
  code
    .replace(/_id$/, '')
    .replaceAll('_', ' ')
    .replace(/^./, (c) => c.toUpperCase());
