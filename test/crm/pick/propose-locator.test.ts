import { describe, expect, test } from 'vitest';
import type { Picked, PickedLabel, PickedNode } from '@/lib/crm/pick/picked';
import { proposeLocators } from '@/lib/crm/pick/propose-locator';

type Short = [tag: string, attributes?: Record<string, string>, more?: Partial<PickedNode>];

function node([tag, attributes = {}, more = {}]: Short): PickedNode {
  return { tag, attributes, text: '48,500', shadow: false, ...more };
}

function picked(chain: readonly Short[], label: PickedLabel | null = null): Picked {
  return { chain: chain.map(node), label, url: 'https://crm.example/deals/17' };
}

function label(text: string, to: PickedLabel['to'], at: Short, rest: Partial<PickedLabel> = {}): PickedLabel {
  return { text, to, label: node(at), ...rest };
}

const page: Short = ['body', {}, { text: 'x'.repeat(200) }];

describe('by the name that a CRM gives its fields', () => {
  test.each<[string, readonly Short[], string, string | undefined]>([
    [
      'HubSpot, shown',
      [
        ['span', { 'data-test-id': 'amount', class: 'sc-bdVaJa hKxYz' }],
        ['div', { 'data-test-id': 'left-sidebar' }, { text: 'x'.repeat(200) }],
        page,
      ],
      '[data-test-id="amount"]',
      'amount',
    ],
    [
      'HubSpot, in its form',
      [['input', { 'data-selenium-test': 'property-input-dealname', id: 'UIFormControl-12' }], page],
      'input[data-selenium-test="property-input-dealname"]',
      'dealname',
    ],
    [
      'Dynamics',
      [
        [
          'input',
          {
            'data-id': 'estimatedvalue.fieldControl-currency-text-input',
            id: 'id-1234-estimatedvalue',
            'aria-label': 'Est. revenue',
          },
        ],
        ['div', { 'data-id': 'estimatedvalue-FieldSectionItemContainer' }],
        page,
      ],
      'input[data-id="estimatedvalue.fieldControl-currency-text-input"]',
      'estimatedvalue',
    ],
    [
      'Odoo, an input in its widget',
      [
        ['input', { class: 'o_input', id: 'expected_revenue_0', type: 'text' }],
        ['div', { name: 'expected_revenue', class: 'o_field_widget o_field_monetary' }],
        page,
      ],
      '[name="expected_revenue"] input',
      'expected_revenue',
    ],
    [
      'Tryton, an input with a name',
      [['input', { name: 'amount', id: 'ui-id-68', 'aria-labelledby': 'ui-id-67' }], page],
      'input[name="amount"]',
      'amount',
    ],
    [
      'Salesforce, an output inside its field',
      [
        ['lightning-formatted-text', { slot: 'outputField', 'data-output-element-id': 'output-field' }],
        ['span', { class: 'test-id__field-value' }],
        ['div', { 'data-target-selection-name': 'sfdc:RecordField.Opportunity.Amount' }],
        page,
      ],
      '[data-target-selection-name="sfdc:RecordField.Opportunity.Amount"] [data-output-element-id="output-field"]',
      'Amount',
    ],
    [
      'Salesforce in native shadow',
      [
        ['lightning-formatted-text', { 'data-output-element-id': 'output-field' }],
        ['records-output', {}, { shadow: true }],
        ['div', { 'data-target-selection-name': 'sfdc:RecordField.Opportunity.Amount' }],
        page,
      ],
      '[data-target-selection-name="sfdc:RecordField.Opportunity.Amount"] >>> [data-output-element-id="output-field"]',
      'Amount',
    ],
    ['a name of its own making', [['x-cell', { 'data-slot': 'worth' }], page], '[data-slot="worth"]', 'worth'],
  ])('%s', (_name, chain, css, name) => {
    const [first] = proposeLocators(picked(chain));
    expect(first?.how).toBe('attribute');
    expect(first?.locator).toEqual({ css });
    expect(first?.name).toBe(name);
  });

  test('an element in a shadow root says so', () => {
    const [first] = proposeLocators(
      picked([['span', { 'data-field': 'amount' }], ['x-deal', {}, { shadow: true }], page]),
    );
    expect(first).toMatchObject({ deep: true });
  });
});

describe('by its visible label, where no attribute names it', () => {
  test.each<[string, Picked, unknown, unknown]>([
    [
      'Tryton, a label for a control with a counted id',
      picked(
        [['input', { id: 'ui-id-68' }], page],
        label('Amount', 'for', ['label', { class: 'form-label', for: 'ui-id-68' }]),
      ),
      { labels: ['Amount'] },
      { label: 'label', to: 'for' },
    ],
    [
      'a text right after its label',
      picked(
        [['span', { class: 'css-1q2w3e4' }], page],
        label('Budget', 'next', ['span', { class: 'css-9a8b7c6 MuiTypography-caption' }]),
      ),
      { labels: ['Budget'] },
      { label: 'span.MuiTypography-caption', to: 'next' },
    ],
    [
      'a list of terms',
      picked([['dd', {}], page], label('Expected by', 'next', ['dt', {}])),
      { labels: ['Expected by'] },
      { label: 'dt', to: 'next' },
    ],
    [
      'a value deeper in a row',
      picked(
        [['b', {}], page],
        label('Close date', 'within', ['div', { class: 'key' }], {
          around: node(['div', { class: 'row' }]),
          value: node(['b', { class: 'date' }]),
        }),
      ),
      { labels: ['Close date'] },
      { label: 'div.key', to: 'within', around: 'div.row', value: 'b.date' },
    ],
  ])('%s', (_name, what, locator, labels) => {
    const [first, ...rest] = proposeLocators(what);
    expect(first).toMatchObject({ how: 'label', locator, labels });
    expect(rest).toEqual([]);
  });

  test('a label comes after an attribute and before a written id', () => {
    const found = proposeLocators(
      picked(
        [['input', { name: 'worth', id: 'order-value' }], page],
        label('Order value', 'for', ['label', { for: 'order-value' }]),
      ),
    );
    expect(found.map(({ how }) => how)).toEqual(['attribute', 'label', 'id']);
  });
});

describe('what is never proposed', () => {
  test.each<[string, Short]>([
    ['a counted id', ['span', { id: 'input-9377' }]],
    ['a random class', ['span', { class: '_3xK9aQ sc-bdVaJa' }]],
    ['an attribute that holds the value itself', ['span', { 'data-test-id': '48,500' }]],
    ['a number', ['span', { 'data-id': '4711' }]],
    ['a record’s own id', ['span', { 'data-id': '7c9e6679-7425-40de-944b-e07fc1f90ae7' }]],
    ['a state', ['span', { 'data-state': 'open', 'data-index': 'three' }]],
    ['a name that would break out of a selector', ['span', { 'data-field': 'a"] , body ["b' }]],
  ])('%s', (_name, at) => {
    expect(proposeLocators(picked([at, page]))).toEqual([]);
  });

  test('what names a whole pane is no name of the value', () => {
    const found = proposeLocators(
      picked([
        ['span', {}],
        ['section', { 'data-test-id': 'sidebar' }, { text: 'x'.repeat(150) }],
      ]),
    );
    expect(found).toEqual([]);
  });
});
