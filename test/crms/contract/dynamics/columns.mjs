// How a column is written down.
export const attribute = (type, label, more = {}) => ({ type, label, update: true, required: 'None', ...more });
export const fixed = (type, label, more = {}) => attribute(type, label, { update: false, ...more });
export const text = (label, max = 100, more = {}) => attribute('String', label, { max, ...more });
export const choice = (label, options, more = {}) => attribute('Picklist', label, { options, ...more });
/** `targets`: the navigation property of each table the column may point to. */
export const lookup = (label, targets, more = {}) => attribute('Lookup', label, { targets, ...more });
export const REQUIRED = { required: 'ApplicationRequired' };

export const stamps = {
  createdon: fixed('DateTime', 'Created On'),
  modifiedon: fixed('DateTime', 'Modified On'),
  createdby: lookup('Created By', { createdby: 'systemuser' }, { update: false }),
  modifiedby: lookup('Modified By', { modifiedby: 'systemuser' }, { update: false }),
  versionnumber: fixed('BigInt', 'Version Number'),
};
export const owner = { ownerid: lookup('Owner', { ownerid: 'systemuser' }, { required: 'SystemRequired' }) };
export const key = (label) => fixed('Uniqueidentifier', label, { required: 'SystemRequired' });
export const currency = { transactioncurrencyid: lookup('Currency', { transactioncurrencyid: 'transactioncurrency' }) };
