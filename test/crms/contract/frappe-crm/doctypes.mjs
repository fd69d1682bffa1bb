import { COMPETITORS } from '../kit/texts.mjs';

const data = (label, more = {}) => ({ label, fieldtype: 'Data', ...more });
const link = (label, options, more = {}) => ({ label, fieldtype: 'Link', options, ...more });
const select = (label, values, more = {}) => ({
  label,
  fieldtype: 'Select',
  options: `\n${values.join('\n')}`,
  ...more,
});
const of =
  (fieldtype) =>
  (label, more = {}) => ({ label, fieldtype, ...more });
const [currency, percent, date, datetime, float, check, text, duration] = [
  'Currency',
  'Percent',
  'Date',
  'Datetime',
  'Float',
  'Check',
  'Text',
  'Duration',
].map(of);
const table = (label, options) => ({ label, fieldtype: 'Table', options });

/** Frappe CRM's document types, as far as a deal needs them; fields that begin with `custom_` are this site's own. */
export const DOCTYPES = {
  'CRM Deal': {
    organization: link('Organization', 'CRM Organization'),
    lead_name: data('Lead Name'),
    status: link('Status', 'CRM Deal Status', { reqd: 1 }),
    deal_owner: link('Deal Owner', 'User'),
    next_step: data('Next Step'),
    probability: percent('Probability'),
    deal_value: currency('Deal Value'),
    expected_deal_value: currency('Expected Deal Value'),
    expected_closure_date: date('Expected Closure Date'),
    closed_date: date('Closed Date'),
    lost_reason: link('Lost Reason', 'CRM Lost Reason'),
    lost_notes: text('Lost Notes'),
    source: link('Source', 'CRM Lead Source'),
    currency: link('Currency', 'Currency'),
    email: data('Primary Email'),
    custom_description: text('Description'),
    custom_type: select('Type', ['New Business', 'Existing Business']),
    custom_competitor: select('Competitor', COMPETITORS),
    custom_forecast_category: select('Forecast Category', ['Pipeline', 'Best Case', 'Commit', 'Closed', 'Omitted']),
    custom_discount: percent('Discount'),
    custom_budget: currency('Budget'),
    contacts: table('Contacts', 'CRM Contacts'),
    products: table('Products', 'CRM Products'),
    status_change_log: table('Status Change Log', 'CRM Status Change Log'),
  },
  'CRM Contacts': {
    contact: link('Contact', 'Contact'),
    full_name: data('Full Name'),
    email: data('Email'),
    is_primary: check('Is Primary'),
  },
  'CRM Products': {
    product_code: data('Product Code'),
    product_name: data('Product Name'),
    qty: float('Quantity'),
    rate: currency('Rate'),
    discount_percentage: percent('Discount %'),
    amount: currency('Amount'),
    net_amount: currency('Net Amount'),
  },
  'CRM Status Change Log': {
    from: data('From'),
    to: data('To'),
    from_date: datetime('From Date'),
    to_date: datetime('To Date'),
    duration: duration('Duration'),
    log_owner: link('Owner', 'User'),
  },
  'CRM Deal Status': {
    deal_status: data('Status', { reqd: 1 }),
    type: select('Type', ['Open', 'Ongoing', 'On Hold', 'Won', 'Lost']),
    position: float('Position'),
    probability: percent('Probability'),
  },
  'CRM Organization': {
    organization_name: data('Organization Name'),
    industry: data('Industry'),
    no_of_employees: data('No. of Employees'),
  },
  'CRM Task': {
    title: data('Title', { reqd: 1 }),
    description: text('Description'),
    priority: select('Priority', ['Low', 'Medium', 'High']),
    status: select('Status', ['Backlog', 'Todo', 'In Progress', 'Done', 'Canceled']),
    assigned_to: link('Assigned To', 'User'),
    due_date: datetime('Due Date'),
    reference_doctype: link('Reference Document Type', 'DocType'),
    reference_docname: data('Reference Doc'),
  },
  Communication: {
    subject: data('Subject'),
    communication_medium: data('Type'),
    sent_or_received: select('Sent or Received', ['Sent', 'Received']),
    communication_date: datetime('Date'),
    reference_doctype: link('Reference Document Type', 'DocType'),
    reference_name: data('Reference Name'),
  },
  'CRM Lost Reason': { lost_reason: data('Lost Reason', { reqd: 1 }) },
  'CRM Lead Source': { source_name: data('Source Name') },
  Currency: { currency_name: data('Currency Name') },
  User: { full_name: data('Full Name'), email: data('Email') },
  Contact: {
    full_name: data('Full Name'),
    designation: data('Designation'),
    email_id: data('Email'),
    company_name: data('Company'),
  },
  DocType: {},
};

/** The columns every document has. */
export const STANDARD = ['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx'];
export const CHILD = ['parent', 'parentfield', 'parenttype'];
export const CHILD_TYPES = ['CRM Contacts', 'CRM Products', 'CRM Status Change Log'];
const NUMBERS = new Set(['Currency', 'Percent', 'Float', 'Duration', 'Check']);

/** @param {string} doctype @returns {Record<string, string>} the SQL columns of its table */
export function columnsOf(doctype) {
  const own = Object.entries(DOCTYPES[doctype]).filter(([, { fieldtype }]) => fieldtype !== 'Table');
  const extra = CHILD_TYPES.includes(doctype) ? CHILD : [];
  return Object.fromEntries([
    ...[...STANDARD, ...extra].map((name) => [name, name === 'idx' || name === 'docstatus' ? 'INTEGER' : 'TEXT']),
    ...own.map(([name, { fieldtype }]) => [name, NUMBERS.has(fieldtype) ? 'REAL' : 'TEXT']),
  ]);
}

/** As the desk loads a document type's description. */
export const fieldsOf = (doctype) =>
  Object.entries(DOCTYPES[doctype]).map(([fieldname, field], index) => ({
    fieldname,
    parent: doctype,
    idx: index + 1,
    reqd: 0,
    read_only: 0,
    ...field,
  }));

export const isNumber = ({ fieldtype }) => NUMBERS.has(fieldtype);
