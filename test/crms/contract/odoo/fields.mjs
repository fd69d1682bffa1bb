// How a field is written down, and what every record has.
export const field = (type, string, more = {}) => ({
  type,
  string,
  required: false,
  readonly: false,
  store: true,
  ...more,
});
export const ro = (type, string, more = {}) => field(type, string, { readonly: true, ...more });
export const many2one = (string, relation, more = {}) => field('many2one', string, { relation, ...more });
export const one2many = (string, relation, inverse, more = {}) =>
  field('one2many', string, { relation, relation_field: inverse, store: true, ...more });
export const selection = (string, pairs, more = {}) =>
  field('selection', string, { selection: Object.entries(pairs), ...more });
export const REQUIRED = { required: true };

export const log = {
  create_date: ro('datetime', 'Created on'),
  create_uid: many2one('Created by', 'res.users', { readonly: true }),
  write_date: ro('datetime', 'Last Updated on'),
  write_uid: many2one('Last Updated by', 'res.users', { readonly: true }),
};
export const base = { id: ro('integer', 'ID'), display_name: ro('char', 'Display Name', { store: false }) };
export const named = { ...base, name: field('char', 'Name', REQUIRED) };
