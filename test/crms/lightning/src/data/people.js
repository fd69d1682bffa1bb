export const USERS = {
  olivia: { id: '005000000000001AAA', name: 'Olivia Stone' },
  marc: { id: '005000000000002AAA', name: 'Marc Weber' },
};

export const ACCOUNTS = [
  { id: '001000000000001AAA', name: 'Acme Corporation', industry: 'Manufacturing' },
  { id: '001000000000002AAA', name: 'Globex', industry: 'Technology' },
  { id: '001000000000003AAA', name: 'Initech', industry: 'Technology' },
  { id: '001000000000004AAA', name: 'Umbrella Retail', industry: 'Retail' },
  { id: '001000000000005AAA', name: 'Soylent Foods', industry: 'Retail' },
  { id: '001000000000006AAA', name: 'Hooli', industry: 'Technology' },
  { id: '001000000000007AAA', name: 'Stark & Söhne', industry: 'Banking' },
].map((account) => ({ ...account, objectApiName: 'Account' }));

/** What a lookup shows: an id and a name. */
export const accountRef = (number) => ({ id: ACCOUNTS[number - 1].id, name: ACCOUNTS[number - 1].name });
