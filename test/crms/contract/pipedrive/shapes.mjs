/** How the account's people, companies and stages go out. */

export const personOf = (row) => ({
  id: row.id,
  name: row.name,
  first_name: row.firstName,
  last_name: row.lastName,
  owner_id: 1,
  org_id: row.accountId,
  emails: row.email === null ? [] : [{ value: row.email, primary: true, label: 'work' }],
  phones: [],
  job_title: row.title,
  is_deleted: false,
  visible_to: 3,
  custom_fields: {},
});

export const organizationOf = (row) => ({
  id: row.id,
  name: row.name,
  owner_id: 1,
  industry: row.industry,
  employee_count: row.employees,
  is_deleted: false,
  visible_to: 3,
  custom_fields: {},
});

export const stageOf = (row) => ({
  id: row.id,
  order_nr: row.id,
  name: row.name,
  is_deleted: false,
  deal_probability: row.probability,
  pipeline_id: 1,
  is_deal_rot_enabled: false,
  days_to_rotten: null,
});

export const userOf = (row, user) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  default_currency: 'EUR',
  active_flag: true,
  is_you: row.id === user.id,
  is_deleted: false,
});
