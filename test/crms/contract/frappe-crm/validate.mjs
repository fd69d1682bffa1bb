import { quoted } from '../kit/database.mjs';
import { DOCTYPES, isNumber } from './doctypes.mjs';
import { frappeError } from './errors.mjs';

const MOST = 140;

/**
 * The values of a save as they will be kept, or Frappe's refusal. A key that is no field's is dropped without a word, and so is
 * text in a number's field: it becomes nought.
 */
export function checked(db, doctype, sent, row) {
  const values = {};
  for (const [name, field] of Object.entries(DOCTYPES[doctype])) {
    if (field.fieldtype === 'Table') continue;
    if (Object.hasOwn(sent, name)) values[name] = kept(db, doctype, field, sent[name]);
    const left = Object.hasOwn(values, name) ? values[name] : row[name];
    if (field.reqd && (left === null || left === undefined || left === '')) throw missing(doctype, row, name, field);
  }
  return values;
}

const missing = (doctype, row, name, { label }) =>
  frappeError('MandatoryError', `Error: Value missing for ${doctype}: ${label}`, {
    exception: `frappe.exceptions.MandatoryError: [${doctype}, ${row.name ?? 'new'}]: ${name}`,
  });

function kept(db, doctype, field, value) {
  if (isNumber(field)) return Number(String(value).replaceAll(',', '')) || 0;
  if (value === null || value === '')
    return field.fieldtype === 'Date' || field.fieldtype === 'Datetime' ? null : value;
  switch (field.fieldtype) {
    case 'Link':
      if (!db.get(`SELECT name FROM ${quoted(field.options)} WHERE name = ?`, [String(value)]))
        throw frappeError('LinkValidationError', `Could not find ${field.label}: ${value}`);
      return String(value);
    case 'Select':
      return chosen(field, String(value));
    case 'Date':
    case 'Datetime':
      if (Number.isNaN(Date.parse(value)) || !/^\d{4}-\d\d-\d\d/.test(value))
        throw frappeError(
          'OperationalError',
          `(1292, "Incorrect ${field.fieldtype.toLowerCase()} value: '${value}' for column '${field.label}'")`,
        );
      return field.fieldtype === 'Date' ? value.slice(0, 10) : value;
    case 'Data':
      if (String(value).length > MOST)
        throw frappeError(
          'CharacterLengthExceededError',
          `${doctype}: '${field.label}' (${value}) will get truncated, as max characters allowed is ${MOST}`,
        );
      return String(value);
    default:
      return String(value);
  }
}

function chosen({ label, options }, value) {
  const allowed = options.split('\n').filter(Boolean);
  if (allowed.includes(value)) return value;
  throw frappeError('ValidationError', `${label} cannot be "${value}". It should be one of "${allowed.join('", "')}"`);
}
