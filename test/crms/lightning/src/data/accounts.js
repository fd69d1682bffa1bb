import { at } from './dates.js';
import { ACCOUNTS, USERS } from './people.js';

export const ACCOUNT_RECORDS = ACCOUNTS.map(({ id, name, industry }) => ({
  objectApiName: 'Account',
  id,
  layout: 'page',
  absent: [],
  renamed: [],
  shown: {},
  fields: {
    Name: name,
    OwnerId: USERS.marc,
    Industry: industry,
    Phone: '+49 30 1234567',
    CreatedById: { ...USERS.marc, at: at(-400) },
  },
}));
