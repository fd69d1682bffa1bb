// HubSpot's deal record: a left sidebar of properties, tabs that stay in the document, and a preview over lists.
import {
  deals,
  find,
  follow,
  h,
  link,
  money,
  numberOf,
  parseNumber,
  parseShortDate,
  shortDate,
  STAGES,
} from './kit.js';

const PORTAL = '/contacts/139';
const recordHref = (deal) => `${PORTAL}/record/0-3/${numberOf(deal)}`;
const LABELS = {
  dealname: 'Deal Name',
  amount: 'Amount',
  closedate: 'Close Date',
  hubspot_owner_id: 'Deal owner',
  dealtype: 'Deal Type',
  hs_next_step: 'Next step',
  description: 'Deal Description',
  budget: 'Budget',
};

const page = h('div', { class: 'Page-sc-1x2y3z' });
document.body.append(page);
let draft = {};

const values = (deal) => ({
  dealname: deal.name,
  amount: money(deal.amount, deal.currency),
  closedate: shortDate(deal.closeDate),
  hubspot_owner_id: deal.owner,
  dealtype: deal.type,
  hs_next_step: deal.nextStep,
  description: deal.description,
  budget: deal.budget,
});
const plain = (deal, name) => (name === 'amount' ? String(deal.amount ?? '') : values(deal)[name]);

/** A value until it is clicked, an input from then on; a bar at the foot saves every property at once. */
function property(deal, name) {
  const box = h(
    'div',
    { 'data-test-id': `property-row-${name}` },
    h('label', { 'data-selenium-test': `property-label-${name}` }, h('span', {}, LABELS[name])),
  );
  const view = h('span', { 'data-test-id': name, tabindex: 0 }, values(deal)[name] || '--');
  const edit = () => {
    if (box.querySelector('[data-selenium-test^=property-input]')) return;
    const input = h(name === 'description' ? 'textarea' : 'input', {
      'data-selenium-test': `property-input-${name}`,
      'data-field': name,
    });
    input.value = plain(deal, name);
    input.addEventListener('input', () => {
      draft[name] = input.value;
      bar(deal);
    });
    view.replaceWith(input);
  };
  view.addEventListener('click', edit);
  box.append(view);
  return box;
}

function bar(deal) {
  document.querySelector('[data-test-id=save-bar]')?.remove();
  if (Object.keys(draft).length === 0) return;
  const save = () => {
    document.querySelector('[data-test-id=property-error]')?.remove();
    if (draft.dealname?.trim() === '')
      return page
        .querySelector('[data-test-id=property-row-dealname]')
        .append(h('div', { 'data-test-id': 'property-error', role: 'alert' }, 'Deal Name is required.'));
    setTimeout(() => {
      if ('dealname' in draft) deal.name = draft.dealname;
      if ('amount' in draft) deal.amount = parseNumber(draft.amount);
      if ('closedate' in draft) deal.closeDate = parseShortDate(draft.closedate);
      if ('hs_next_step' in draft) deal.nextStep = draft.hs_next_step;
      if ('description' in draft) deal.description = draft.description;
      if ('budget' in draft) deal.budget = draft.budget;
      record(deal);
    }, 60);
  };
  page.append(
    h(
      'div',
      { 'data-test-id': 'save-bar' },
      `You've changed ${Object.keys(draft).length} property`,
      h('button', { 'data-test-id': 'save-button', onclick: save }, 'Save'),
      h('button', { 'data-test-id': 'cancel-button', onclick: () => record(deal) }, 'Cancel'),
    ),
  );
}

function stage(deal) {
  const menu = h(
    'ul',
    { role: 'listbox', hidden: true },
    ...STAGES.map((label) =>
      h(
        'li',
        { role: 'option', 'data-value': label.toLowerCase(), onclick: () => ((deal.stage = label), record(deal)) },
        label,
      ),
    ),
  );
  return h(
    'div',
    {},
    h('span', {}, 'Stage: '),
    h(
      'button',
      { 'data-test-id': 'deal-stage-select', 'aria-haspopup': 'listbox', onclick: () => (menu.hidden = !menu.hidden) },
      h('span', {}, deal.stage),
    ),
    menu,
  );
}

function sidebar(deal) {
  return h(
    'div',
    { 'data-test-id': 'left-sidebar' },
    h(
      'div',
      { 'data-selenium-test': 'highlightedPropertySidebar' },
      h('h2', { 'data-test-id': 'highlight-title' }, deal.name),
      h('span', {}, money(deal.amount, deal.currency)),
      stage(deal),
    ),
    h('div', { 'data-test-id': 'about-card-wrapper' }, ...Object.keys(LABELS).map((name) => property(deal, name))),
  );
}

function record(deal) {
  draft = {};
  document.title = deal.name;
  // The tab that is not open stays in the document, with values of another time.
  const hiddenTab = h(
    'div',
    { 'data-test-id': 'tab-overview-content', hidden: true },
    h('span', { 'data-test-id': 'amount' }, '$1'),
    h('span', { 'data-test-id': 'dealname' }, 'Highlights of last year'),
  );
  const company = h(
    'div',
    { 'data-test-id': 'company-card-wrapper' },
    link(`${PORTAL}/record/0-2/7`, deal.account, { 'data-test-id': 'company-name-link' }),
  );
  page.replaceChildren(
    link(`${PORTAL}/objects/0-3/views/all/board`, 'Deals'),
    h(
      'div',
      { class: 'columns', 'data-crm-location': 'CRM_RECORD_PAGE' },
      sidebar(deal),
      h(
        'div',
        { 'data-test-id': 'middle-pane' },
        hiddenTab,
        h('div', { 'data-test-id': 'tab-activities-content' }, 'No activities.'),
      ),
      h('div', { 'data-test-id': 'records-right-sidebar' }, company),
    ),
  );
}

function preview(deal) {
  page.querySelector('[data-crm-location=CRM_OBJECT_PREVIEW]')?.remove();
  page.append(h('div', { 'data-crm-location': 'CRM_OBJECT_PREVIEW' }, sidebar(deal)));
}

function list() {
  const columns = {
    dealname: 'Deal Name',
    dealstage: 'Deal Stage',
    closedate: 'Close Date',
    hubspot_owner_id: 'Deal owner',
    amount: 'Amount',
  };
  const cell = (deal, name) =>
    name === 'dealname'
      ? h(
          'td',
          {},
          link(recordHref(deal), deal.name),
          h('button', { 'data-test-id': 'preview-button', onclick: () => preview(deal) }, 'Preview'),
        )
      : h('td', {}, name === 'dealstage' ? deal.stage : values(deal)[name] || '--');
  page.replaceChildren(
    h(
      'table',
      { 'data-test-id': 'framework-data-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...Object.entries(columns).map(([name, label]) =>
            h(
              'th',
              { role: 'columnheader', 'data-test-id': `header-0-3-${name}` },
              h('span', { 'data-test-id': 'truncated-object-label' }, label),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        ...deals.map((deal) =>
          h('tr', { 'data-test-id': `row-${numberOf(deal)}` }, ...Object.keys(columns).map((name) => cell(deal, name))),
        ),
      ),
    ),
  );
}

function board() {
  const card = (deal) =>
    h(
      'div',
      { 'data-test-id': 'board-card' },
      link(recordHref(deal), deal.name),
      h('span', { 'data-test-id': 'card-amount' }, `Amount: ${money(deal.amount, deal.currency)}`),
      h('span', { 'data-test-id': 'card-closedate' }, `Close date: ${shortDate(deal.closeDate)}`),
    );
  page.replaceChildren(
    h(
      'div',
      { 'data-test-id': 'board', class: 'columns' },
      ...STAGES.map((label) =>
        h(
          'div',
          { 'data-test-id': 'board-column' },
          h('h3', { 'data-test-id': 'board-column-title' }, label),
          ...deals.filter((deal) => deal.stage === label).map(card),
        ),
      ),
    ),
  );
}

follow(({ pathname }) => {
  const deal = find(/\/record\/0-3\/(\d+)/.exec(pathname)?.[1] ?? '');
  if (deal) return record(deal);
  return pathname.endsWith('/board') ? board() : list();
});
