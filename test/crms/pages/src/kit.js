// What the fixtures share: deals, an address that leads before the page follows, and elements.
const day = (offset) => new Date(Date.now() + offset * 86_400_000).toLocaleDateString('sv');

/** Made-up deals, where the page is not served with others. */
const MADE = [
  {
    id: 'a1',
    name: 'Acme - 200 seats',
    account: 'Acme GmbH',
    owner: 'Eva Seller',
    amount: 48000,
    currency: 'USD',
    closeDate: day(30),
    stage: 'Proposition',
    probability: 40,
    nextStep: 'Send the offer',
    description: 'Anna wants a pilot first.',
    budget: '45000',
    type: 'New business',
    createdAt: day(-40),
  },
  {
    id: 'b2',
    name: 'Globex - Data platform for the whole of Europe',
    account: 'Globex Corporation',
    owner: 'Eva Seller',
    amount: 1517250.5,
    currency: 'EUR',
    closeDate: day(45),
    stage: 'Qualified',
    probability: 60,
    nextStep: 'Security review',
    description: 'Review passed.',
    budget: '',
    type: 'Existing business',
    createdAt: day(-75),
  },
  {
    id: 'c3',
    name: 'Initech - Renewal',
    account: 'Initech',
    owner: 'Max Amann',
    amount: null,
    currency: 'USD',
    closeDate: '',
    stage: 'New',
    probability: 10,
    nextStep: '',
    description: 'TBD',
    budget: '',
    type: '',
    createdAt: day(-3),
  },
  {
    id: 'd4',
    name: '<img src=x onerror=alert(1)> & Söhne',
    account: 'Söhne <b>KG</b>',
    owner: 'Max Amann',
    amount: 9400,
    currency: 'USD',
    closeDate: day(-4),
    stage: 'Won',
    probability: 100,
    nextStep: '',
    description: '',
    budget: '',
    type: '',
    createdAt: day(-90),
  },
];
const given = document.documentElement.dataset.deals;
/** The deals; the fixture's pages change them, and they live as long as the document. */
export const deals = given === undefined ? MADE : JSON.parse(given);
export const STAGES = ['New', 'Qualified', 'Proposition', 'Won'];
window.fixture = { deals };

const settings = new URLSearchParams(location.search || location.hash.split('?')[1]);
const DELAY = Number(settings.get('delay') ?? 80);

/** The number that a CRM's address holds for a deal, where it takes no letters: its own, else 31, 32, … */
export const numberOf = (deal) => deal.number ?? 31 + deals.indexOf(deal);
export const find = (id) => deals.find((deal) => deal.id === id || String(numberOf(deal)) === id);

/** `h('div', { class: 'x', onclick }, 'text', child)` */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

let shown = 0;

/** Calls back with the address now and after each move, once the record would have come from the server. */
export function follow(show) {
  const run = async () => {
    const own = ++shown;
    await new Promise((done) => setTimeout(done, DELAY));
    if (own === shown) show(new URL(location.href));
  };
  addEventListener('popstate', run);
  window.fixture.go = (href) => {
    history.pushState({}, '', href);
    void run();
  };
  void run();
}

/** A link that moves inside the page. */
export const link = (href, text, attributes = {}) =>
  h('a', { href, ...attributes, onclick: (event) => (event.preventDefault(), window.fixture.go(href)) }, text);

export const money = (value, currency) =>
  value === null
    ? ''
    : value.toLocaleString('en-US', currency ? { style: 'currency', currency } : { minimumFractionDigits: 2 });
/** 12/31/2026 */
export const shortDate = (iso) => (iso ? `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}` : '');
/** The day of what someone typed as 12/31/2026; empty where it is none. */
export function parseShortDate(text) {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : '';
}
export const parseNumber = (text) => (text.trim() === '' ? null : Number(text.replaceAll(',', '')));
