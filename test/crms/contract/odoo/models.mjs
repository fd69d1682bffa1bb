import { field, log, many2one, named, one2many, REQUIRED, ro, selection } from './fields.mjs';
import { RELATED } from './models-related.mjs';

// The models an opportunity form uses, with their fields as `fields_get` tells them, and a few of an admin's own (`x_…`).
/** @type {Record<string, { title: string, fields: Record<string, Record<string, any>>, nameField?: string, order: string, adminOnly?: boolean, create?: boolean, update?: boolean }>} */
export const MODELS = {
  'crm.lead': {
    title: 'Lead/Opportunity',
    order: 'priority desc, id desc',
    update: true,
    fields: {
      ...named,
      name: field('char', 'Opportunity', REQUIRED),
      active: field('boolean', 'Active'),
      type: selection('Type', { lead: 'Lead', opportunity: 'Opportunity' }, REQUIRED),
      partner_id: many2one('Customer', 'res.partner', { tracked: true }),
      partner_name: field('char', 'Company Name'),
      contact_name: field('char', 'Contact Name'),
      email_from: field('char', 'Email'),
      function: field('char', 'Job Position'),
      user_id: many2one('Salesperson', 'res.users', { tracked: true }),
      team_id: many2one('Sales Team', 'crm.team'),
      stage_id: many2one('Stage', 'crm.stage', { tracked: true }),
      expected_revenue: field('monetary', 'Expected Revenue', { currency_field: 'company_currency', tracked: true }),
      company_currency: many2one('Currency', 'res.currency', { readonly: true }),
      probability: field('float', 'Probability'),
      automated_probability: ro('float', 'Automated Probability'),
      priority: selection('Priority', { 0: 'Low', 1: 'Medium', 2: 'High', 3: 'Very High' }),
      date_deadline: field('date', 'Expected Closing'),
      date_open: ro('datetime', 'Assignment Date'),
      date_closed: ro('datetime', 'Closed Date'),
      date_last_stage_update: ro('datetime', 'Last Stage Update'),
      duration_tracking: ro('json', 'Status time'),
      description: field('html', 'Notes'),
      lost_reason_id: many2one('Lost Reason', 'crm.lost.reason', { tracked: true }),
      tag_ids: field('many2many', 'Tags', { relation: 'crm.tag' }),
      activity_ids: one2many('Activities', 'mail.activity', 'res_id'),
      message_ids: one2many('Messages', 'mail.message', 'res_id'),
      order_ids: one2many('Orders', 'sale.order', 'opportunity_id'),
      x_next_step: field('char', 'Next step'),
      x_next_step_date: field('date', 'Next step date'),
      x_budget: field('monetary', 'Budget', { currency_field: 'company_currency' }),
      x_discount: field('float', 'Discount (%)'),
      x_competitor: selection('Competitor', { 'Acme CRM': 'Acme CRM', Globex: 'Globex', 'In-house': 'In-house' }),
      x_deal_type: selection('Deal type', { new: 'New Business', existing: 'Existing Business' }),
      x_lead_source: field('char', 'Lead source'),
      ...log,
    },
  },
  'crm.stage': {
    title: 'CRM Stages',
    order: 'sequence, id',
    fields: {
      ...named,
      name: field('char', 'Stage Name', REQUIRED),
      sequence: field('integer', 'Sequence'),
      is_won: field('boolean', 'Is Won Stage?'),
      fold: field('boolean', 'Folded in Pipeline'),
      requirements: field('text', 'Requirements'),
      ...log,
    },
  },
  'crm.team': { title: 'Sales Team', order: 'id', fields: { ...named, ...log } },
  'crm.tag': { title: 'CRM Tag', order: 'id', fields: { ...named, ...log } },
  'crm.lost.reason': {
    title: 'Opp. Lost Reason',
    order: 'id',
    fields: { ...named, active: field('boolean', 'Active'), ...log },
  },
  'res.currency': { title: 'Currency', order: 'id', fields: { ...named, symbol: field('char', 'Symbol', REQUIRED) } },
  'res.country': { title: 'Country', order: 'id', fields: { ...named, code: field('char', 'Country Code') } },
  'res.users': {
    title: 'User',
    order: 'name, login',
    fields: {
      ...named,
      login: field('char', 'Login', REQUIRED),
      email: field('char', 'Email'),
      active: field('boolean', 'Active'),
      partner_id: many2one('Related Partner', 'res.partner', REQUIRED),
    },
  },
  'res.partner': {
    title: 'Contact',
    order: 'display_name, id',
    fields: {
      ...named,
      name: field('char', 'Name'),
      active: field('boolean', 'Active'),
      is_company: field('boolean', 'Is a Company'),
      parent_id: many2one('Related Company', 'res.partner'),
      child_ids: one2many('Contact', 'res.partner', 'parent_id'),
      function: field('char', 'Job Position'),
      email: field('char', 'Email'),
      country_id: many2one('Country', 'res.country'),
      x_employees: field('integer', 'Employees'),
      x_industry: field('char', 'Industry'),
      ...log,
    },
  },
  ...RELATED,
};

const SQL_TYPES = {
  integer: 'INTEGER',
  float: 'REAL',
  monetary: 'REAL',
  boolean: 'INTEGER',
  many2one: 'INTEGER',
  many2one_reference: 'INTEGER',
};

/** Whether a field is a column of its model's table. */
export const isColumn = ({ type, store }) => store && type !== 'one2many' && type !== 'many2many';

/** @param {string} model */
export const columnsOf = (model) =>
  Object.fromEntries(
    Object.entries(MODELS[model].fields)
      .filter(([, one]) => isColumn(one))
      .map(([name, { type }]) => [name, name === 'id' ? 'INTEGER PRIMARY KEY' : (SQL_TYPES[type] ?? 'TEXT')]),
  );

/** @param {string} model the field that names a record */
export const nameFieldOf = (model) => MODELS[model].nameField ?? 'name';
