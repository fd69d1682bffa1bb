// Odoo's pipeline: a form that is always open for editing, a list, and a kanban without record ids.
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

const version = Number(document.documentElement.dataset.crm.slice(-2));
const recordHref = (deal) =>
  version === 17
    ? `/web#id=${numberOf(deal)}&menu_id=187&action=317&model=crm.lead&view_type=form`
    : `/odoo/crm/${numberOf(deal)}`;

const manager = h('div', { class: 'o_action_manager' });
const notifications = h('div', { class: 'o_notification_manager' });
document.body.append(h('header', { class: 'o_navbar' }, link('/odoo/contacts', 'Contacts')), manager, notifications);

let counter = 0;
let draft = {};
let current = null;

const widget = (name, kind, control, modifiers = '') =>
  h('div', { name, class: `o_field_widget o_field_${kind} ${modifiers}` }, control);

function input(name, kind, value, { tag = 'input', required = false, prefix = null } = {}) {
  const id = `${name}_${counter++}`;
  const control = h(tag, {
    class: `o_input ${kind === 'date' ? 'o_datetime_input' : ''}`,
    id,
    type: tag === 'input' ? 'text' : null,
    autocomplete: 'off',
  });
  control.value = value;
  // Odoo hears `input`; a `change` alone leaves the form clean.
  control.addEventListener('input', () => {
    draft[name] = control.value;
    status();
  });
  const box = widget(
    name,
    kind,
    prefix ? h('div', { class: 'd-inline-flex' }, h('span', { class: 'o_input' }, prefix), control) : control,
    required ? 'o_required_modifier' : '',
  );
  return { id, box };
}

function row(label, { id, box }, help = false) {
  const title = h(
    'label',
    { class: 'o_form_label', for: id },
    label,
    help ? h('sup', { class: 'text-info p-1' }, '?') : null,
  );
  return h(
    'div',
    { class: 'd-flex' },
    h('div', { class: 'o_cell o_wrap_label' }, title),
    h('div', { class: 'o_cell o_wrap_input' }, box),
  );
}

function status() {
  const buttons = document.querySelector('.o_form_status_indicator_buttons');
  buttons?.classList.toggle('invisible', Object.keys(draft).length === 0);
}

function save() {
  notifications.replaceChildren();
  for (const invalid of document.querySelectorAll('.o_field_invalid')) invalid.classList.remove('o_field_invalid');
  if ('name' in draft && draft.name.trim() === '') {
    document.querySelector('.o_field_widget[name=name]').classList.add('o_field_invalid');
    return notify('Invalid fields:', 'Opportunity');
  }
  if ('probability' in draft && parseNumber(draft.probability) > 100)
    return dialog('The success rate must lie between 0% and 100%.');
  setTimeout(() => {
    const {
      name,
      expected_revenue: amount,
      probability,
      date_deadline: date,
      x_next_step: nextStep,
      description,
      x_budget: budget,
    } = draft;
    if (name !== undefined) current.name = name;
    if (amount !== undefined) current.amount = parseNumber(amount);
    if (probability !== undefined) current.probability = parseNumber(probability);
    if (date !== undefined) current.closeDate = parseShortDate(date);
    if (nextStep !== undefined) current.nextStep = nextStep;
    if (description !== undefined) current.description = description;
    if (budget !== undefined) current.budget = budget;
    form(current);
  }, 60);
}

function notify(title, item) {
  notifications.append(
    h(
      'div',
      { class: 'o_notification border-danger', role: 'alert' },
      h('strong', { class: 'o_notification_title' }, title),
      h('div', { class: 'o_notification_content' }, h('ul', {}, h('li', {}, item))),
    ),
  );
}

function dialog(message) {
  const box = h(
    'div',
    { class: 'o_dialog' },
    h(
      'div',
      { class: 'modal d-block', role: 'dialog' },
      h('header', { class: 'modal-header' }, h('h4', { class: 'modal-title' }, 'Validation Error')),
      h('main', { class: 'modal-body' }, h('div', { role: 'alert' }, h('p', {}, message))),
      h(
        'footer',
        { class: 'modal-footer' },
        h('button', { class: 'btn btn-primary o-default-button', onclick: () => box.remove() }, 'Close'),
      ),
    ),
  );
  document.body.append(box);
}

function stages(deal) {
  const button = (stage) =>
    h(
      'button',
      {
        type: 'button',
        role: 'radio',
        class: `btn o_arrow_button ${stage === deal.stage ? 'o_arrow_button_current disabled' : ''}`,
        'data-value': STAGES.indexOf(stage) + 1,
        'aria-checked': String(stage === deal.stage),
        'aria-current': stage === deal.stage ? 'step' : null,
        // A click on the bar is stored at once.
        onclick: () => setTimeout(() => ((deal.stage = stage), form(deal)), 60),
      },
      stage,
    );
  return h(
    'div',
    { name: 'stage_id', class: 'o_field_widget o_field_statusbar_duration' },
    h('div', { class: 'o_statusbar_status', role: 'radiogroup' }, ...STAGES.map(button).reverse()),
  );
}

function form(deal) {
  current = deal;
  draft = {};
  document.title = version === 17 ? `Odoo - ${deal.name}` : deal.name;
  const indicator = h(
    'div',
    { class: 'o_form_status_indicator_buttons d-flex invisible' },
    h('button', { class: 'o_form_button_save btn', onclick: save, 'aria-label': 'Save manually' }, 'Save'),
    h(
      'button',
      { class: 'o_form_button_cancel btn', onclick: () => form(deal), 'aria-label': 'Discard all changes' },
      'Discard',
    ),
  );
  const partner = widget(
    'partner_id',
    'many2one',
    Object.assign(h('input', { class: 'o_input', id: `partner_id_${counter++}`, type: 'text' }), {
      value: deal.account,
    }),
  );
  const salesperson = widget(
    'user_id',
    'many2one_avatar_user',
    Object.assign(h('input', { class: 'o_input', id: `user_id_${counter++}`, type: 'text' }), { value: deal.owner }),
  );
  const created = widget('create_date', 'datetime', h('span', {}, shortDate(deal.createdAt)), 'o_readonly_modifier');
  manager.replaceChildren(
    h(
      'div',
      { class: 'o_action o_view_controller o_form_view' },
      h(
        'div',
        { class: 'o_control_panel' },
        h(
          'div',
          { class: 'o_breadcrumb' },
          link(
            version === 17 ? '/web#menu_id=187&action=317&model=crm.lead&view_type=kanban' : '/odoo/crm',
            'Pipeline',
          ),
        ),
        h('div', { class: 'o_form_status_indicator' }, indicator),
      ),
      h(
        'div',
        { class: 'o_content' },
        h(
          'div',
          { class: 'o_form_renderer o_form_editable' },
          h('div', { class: 'o_form_statusbar' }, stages(deal)),
          h(
            'div',
            { class: 'o_form_sheet' },
            h('h1', {}, input('name', 'text', deal.name, { tag: 'textarea', required: true }).box),
            row('Expected Revenue', input('expected_revenue', 'monetary', money(deal.amount), { prefix: '$' })),
            row('Probability', input('probability', 'float', deal.probability.toFixed(2))),
            row('Customer', { id: partner.querySelector('input').id, box: partner }, true),
            row('Salesperson', { id: salesperson.querySelector('input').id, box: salesperson }),
            row('Expected Closing', input('date_deadline', 'date', shortDate(deal.closeDate)), true),
            row('Next step', input('x_next_step', 'char', deal.nextStep)),
            row('Budget', input('x_budget', 'char', deal.budget)),
            row('Created on', { id: 'create_date_0', box: created }),
            // Of the notebook only the opened page is in the document.
            h('div', { class: 'o_notebook' }, input('description', 'text', deal.description, { tag: 'textarea' }).box),
          ),
        ),
      ),
    ),
  );
}

function list() {
  const cell = (name, text) => h('td', { class: 'o_data_cell', name }, text);
  const head = ['name', 'partner_id', 'user_id', 'date_deadline', 'expected_revenue', 'stage_id'];
  manager.replaceChildren(
    h(
      'div',
      { class: 'o_action o_list_view' },
      h(
        'table',
        { class: 'o_list_table' },
        h('thead', {}, h('tr', {}, ...head.map((name) => h('th', { 'data-name': name }, name)))),
        h(
          'tbody',
          {},
          ...deals.map((deal, n) =>
            h(
              'tr',
              { class: 'o_data_row', 'data-id': `datapoint_${n + 3}` },
              cell('name', deal.name),
              cell('partner_id', deal.account),
              cell('user_id', deal.owner),
              cell('date_deadline', shortDate(deal.closeDate)),
              cell('expected_revenue', money(deal.amount, 'USD')),
              cell('stage_id', deal.stage),
            ),
          ),
        ),
      ),
    ),
  );
}

function kanban() {
  const card = (deal, n) =>
    h(
      'article',
      {
        class: 'o_kanban_record d-flex',
        'data-id': version === 17 ? null : `datapoint_${n}`,
        onclick: () => window.fixture.go(recordHref(deal)),
      },
      h('span', { class: 'fw-bold fs-5' }, deal.name),
      h(
        'div',
        { class: 'o_kanban_card_content' },
        deal.amount === null
          ? null
          : h('div', { name: 'expected_revenue', class: 'o_field_widget o_field_monetary' }, money(deal.amount, 'USD')),
        h('span', { class: 'o_text_block', name: 'partner_id' }, deal.account),
      ),
    );
  manager.replaceChildren(
    h(
      'div',
      { class: 'o_action o_kanban_view' },
      h(
        'div',
        { class: 'o_kanban_renderer' },
        ...STAGES.map((stage, s) =>
          h(
            'div',
            { class: 'o_kanban_group', 'data-id': `datapoint_s${s}` },
            h('div', { class: 'o_kanban_header' }, h('span', { class: 'o_column_title' }, stage)),
            ...deals.filter((deal) => deal.stage === stage).map(card),
          ),
        ),
      ),
    ),
  );
}

follow((url) => {
  const state = version === 17 ? new URLSearchParams(url.hash.slice(1)) : null;
  const id = state ? state.get('id') : /\/(\d+)$/.exec(url.pathname)?.[1];
  const deal = id ? find(id) : undefined;
  if (deal) return form(deal);
  const view = state ? state.get('view_type') : (url.searchParams.get('view_type') ?? 'kanban');
  return view === 'list' ? list() : kanban();
});
