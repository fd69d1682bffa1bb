// Turns a record and a layout into what the templates show.
import { FIELDS, HIGHLIGHTS, LAYOUTS } from './fields.js';
import { formatDate, formatDateTime, formatMoney, formatPercent } from './formats.js';

const inputOf = {
  text: 'text',
  currency: 'currency',
  percent: 'percent',
  date: 'date',
  picklist: 'picklist',
  stage: 'picklist',
  forecast: 'picklist',
  textarea: 'textarea',
  lookup: 'lookup',
  checkbox: 'checkbox',
};

const display = {
  currency: formatMoney,
  date: formatDate,
  percent: formatPercent,
  lookup: (value) => value.name,
  owner: (value) => value.name,
  modstamp: (value) => formatDateTime(value.at),
};

function shownText(record, name, kind) {
  const value = record.fields[name];
  if (record.shown[name] !== undefined) return record.shown[name];
  return value === undefined ? '' : (display[kind] ?? String)(value);
}

/** A team's own stage belongs to its path and its picklist, in front of the closed ones. */
function optionsOf(record, name, values) {
  const current = record.fields[name];
  if (current === undefined || values.includes(current)) return values;
  return [...values.slice(0, -2), current, ...values.slice(-2)];
}

function fieldView(record, name, { editing, draft, errors = [] }) {
  const { label, kind, object, required = false, readOnly = false, options = [] } = FIELDS[record.objectApiName][name];
  const writing = editing && !readOnly;
  return {
    key: name,
    name,
    label,
    required,
    readOnly,
    object,
    selectionName: `sfdc:RecordField.${record.objectApiName}.${name}`,
    fieldId: `Record${name.replace('__', '_')}Field`,
    raw: record.fields[name],
    text: shownText(record, name, kind),
    checked: Boolean(name in draft ? draft[name] : record.fields[name]),
    error: errors.find((error) => error.name === name)?.message ?? '',
    value: name in draft ? draft[name] : record.fields[name],
    options: optionsOf(record, name, options).map((value) => ({ label: value, value })),
    renamed: record.renamed.includes(name),
    // One flag per kind, because templates can only ask for truth.
    output: writing ? {} : { [kind]: true, plain: ['text', 'textarea', 'date', 'picklist'].includes(kind) },
    input: writing ? { [inputOf[kind]]: true } : {},
    editing: writing,
  };
}

/** The record's layout as sections → rows → fields, without the fields that are not on it. */
export function sectionsOf(record, state) {
  return LAYOUTS[record.objectApiName].map(({ title, rows }) => ({
    key: title,
    title,
    rows: rows.map((names, row) => ({
      key: `${title}-${row}`,
      fields: names.filter((name) => !record.absent.includes(name)).map((name) => fieldView(record, name, state)),
    })),
  }));
}

const HIGHLIGHT_LIMIT = 14;

/** The highlights panel cuts what does not fit: the reason why its text is no value. */
const truncated = (text) => (text.length > HIGHLIGHT_LIMIT ? `${text.slice(0, HIGHLIGHT_LIMIT - 3)}...` : text);

export function highlightsOf(record) {
  const names = HIGHLIGHTS[record.objectApiName].filter((name) => !record.absent.includes(name));
  return names.map((name) => {
    const view = fieldView(record, name, { editing: false, draft: {} });
    return {
      ...view,
      text: truncated(view.text),
      isLink: Boolean(view.output.lookup),
      isOwner: Boolean(view.output.owner),
    };
  });
}
