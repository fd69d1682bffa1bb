// Dynamics 365: one path for every page, records told apart by the query; header fields beside the form's own.
import { deals, find, follow, h, link, money, shortDate, STAGES } from './kit.js';

const APP = '/main.aspx?appid=aaaaaaaa-0000-4000-8000-000000000001';
export const guid = (deal) => deal.guid ?? `0000000${deals.indexOf(deal) + 1}-aaaa-4bbb-8ccc-dddddddddddd`;
const recordHref = (deal) => `${APP}&pagetype=entityrecord&etn=opportunity&id=${guid(deal)}`;

const app = h('div', { id: 'ApplicationShell' });
document.body.append(app);
let uid = 0;

const section = (name, label, control, required = false) =>
  h(
    'div',
    { 'data-id': `${name}-FieldSectionItemContainer` },
    h(
      'label',
      { id: `id-${++uid}-${name}-field-label` },
      label,
      required ? h('span', { 'data-id': `${name}-required-icon` }, '*') : null,
    ),
    control,
  );

function text(name, value, { tag = 'input', kind = 'text-box-text', readOnly = false } = {}) {
  const control = h(tag, {
    'data-id': `${name}.fieldControl-${kind}`,
    'aria-readonly': String(readOnly),
    readonly: readOnly,
  });
  control.value = value;
  return control;
}

const lookup = (name, value) =>
  h(
    'div',
    { 'data-id': `${name}.fieldControl-Lookup_${name}` },
    value
      ? h(
          'ul',
          {},
          h(
            'li',
            {
              'data-id': `${name}.fieldControl-LookupResultsDropdown_${name}_selected_tag`,
              role: 'link',
              title: value,
            },
            h('span', { 'data-id': `${name}.fieldControl-LookupResultsDropdown_${name}_selected_tag_text` }, value),
            h(
              'button',
              { 'data-id': `${name}.fieldControl-LookupResultsDropdown_${name}_selected_tag_delete` },
              'Delete',
            ),
          ),
        )
      : h('input', {
          'data-id': `${name}.fieldControl-LookupResultsDropdown_${name}_textInputBox_with_filter_new`,
          placeholder: '---',
        }),
  );

function optionSet(name, value, options) {
  const select = h(
    'select',
    { 'data-id': `${name}.fieldControl-option-set-select` },
    ...['--Select--', ...options].map((option) => h('option', {}, option)),
  );
  select.value = value || '--Select--';
  return h('div', { 'data-id': `${name}.fieldControl-option-set-container` }, select);
}

/** The header cuts what does not fit. */
const short = (value) => (value.length > 12 ? `${value.slice(0, 9)}...` : value);

function header(deal) {
  const field = (name, label, value) =>
    h(
      'div',
      { 'data-id': `header_${name}` },
      h('span', { 'data-id': `header_${name}.fieldControl-text` }, short(value)),
      h('label', {}, label),
    );
  return h(
    'div',
    { 'data-id': 'form-header' },
    h(
      'h1',
      { 'data-id': 'header_title', title: deal.name },
      short(deal.name),
      h('span', { 'data-id': 'header_saveStatus' }, '- Saved'),
    ),
    h('button', { 'data-id': 'form-selector' }, 'Opportunity'),
    field('estimatedvalue', 'Est. revenue', money(deal.amount, deal.currency) || '---'),
    field('estimatedclosedate', 'Est. close date', shortDate(deal.closeDate) || '---'),
    field('ownerid', 'Owner', deal.owner),
  );
}

const process = (deal) =>
  h(
    'ul',
    { 'data-id': 'MscrmControls.Containers.ProcessBreadCrumb' },
    ...STAGES.map((stage, n) =>
      h(
        'li',
        {
          id: `MscrmControls.Containers.ProcessBreadCrumb-processHeaderStage_${n}`,
          'aria-current': stage === deal.stage ? 'step' : null,
          title: stage,
        },
        h('div', { role: 'button', 'aria-label': stage }, stage),
        stage === deal.stage ? h('div', { class: 'active' }, 'Active for 3 days') : null,
      ),
    ),
  );

function record(deal) {
  document.title = `${deal.name} - Dynamics 365`;
  app.replaceChildren(
    link(`${APP}&pagetype=entitylist&etn=opportunity&viewType=1039`, 'Opportunities'),
    h(
      'div',
      { 'data-id': 'editFormRoot' },
      header(deal),
      process(deal),
      h(
        'div',
        { 'data-id': 'tab-summary' },
        section('name', 'Topic', text('name', deal.name), true),
        section('parentaccountid', 'Account', lookup('parentaccountid', deal.account)),
        section(
          'estimatedvalue',
          'Est. revenue',
          text('estimatedvalue', money(deal.amount, deal.currency), { kind: 'currency-text-input' }),
        ),
        section(
          'estimatedclosedate',
          'Est. close date',
          text('estimatedclosedate', shortDate(deal.closeDate), { kind: 'date-time-input' }),
        ),
        section(
          'closeprobability',
          'Probability',
          text('closeprobability', String(deal.probability), { kind: 'whole-number-text-input' }),
        ),
        section('opportunityratingcode', 'Rating', optionSet('opportunityratingcode', 'Warm', ['Hot', 'Warm', 'Cold'])),
        section(
          'msdyn_forecastcategory',
          'Forecast category',
          optionSet('msdyn_forecastcategory', deal.probability > 50 ? 'Committed' : 'Pipeline', [
            'Pipeline',
            'Best case',
            'Committed',
            'Won',
          ]),
        ),
        section('description', 'Description', text('description', deal.description, { tag: 'textarea' })),
        section('new_budget', 'Budget', text('new_budget', deal.budget)),
        section(
          'createdon',
          'Created On',
          text('createdon', shortDate(deal.createdAt), { kind: 'date-time-input', readOnly: true }),
        ),
      ),
    ),
  );
}

function list() {
  const columns = {
    name: (deal) => link(recordHref(deal), deal.name, { role: 'link' }),
    parentaccountid: (deal) => deal.account,
    estimatedclosedate: (deal) => shortDate(deal.closeDate),
    estimatedvalue: (deal) => money(deal.amount, deal.currency),
  };
  app.replaceChildren(
    h(
      'div',
      { 'data-id': 'entity_control-pcf_grid_control_container', role: 'grid' },
      ...deals.map((deal, n) =>
        h(
          'div',
          { role: 'row', 'row-index': n, 'row-id': guid(deal) },
          ...Object.entries(columns).map(([name, value]) =>
            h('div', { role: 'gridcell', 'col-id': name }, value(deal)),
          ),
        ),
      ),
    ),
  );
}

follow(({ searchParams }) => {
  const id = (searchParams.get('id') ?? '').replace(/[{}]/g, '').toLowerCase();
  const deal = deals.find((one) => guid(one) === id) ?? find(id);
  return searchParams.get('pagetype') === 'entityrecord' && deal ? record(deal) : list();
});
