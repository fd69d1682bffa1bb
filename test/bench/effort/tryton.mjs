import { inDays } from './days.mjs';

/** Two deals of the demo data with six gaps: five are as the pack proposes, one amount is another. */
export const PACK = {
  fairlead: 1,
  id: 'effort',
  version: 1,
  title: 'Effort',
  fields: {
    amount: { requiredFrom: 'open', why: 'The forecast needs it.' },
    closeDate: { requiredFrom: 'open', why: 'The forecast needs it.', valid: 'deal.closeDate >= now' },
    description: { requiredFrom: 'open', why: 'Others must be able to take over.' },
    probability: {
      requiredFrom: 'open',
      why: 'The forecast needs it.',
      valid: 'deal.probability > 20.0 && deal.probability <= 80.0',
    },
  },
  stages: [{ id: 'open', title: 'Open', match: ['Lead', 'Opportunity'], exit: [] }],
  fills: [
    { field: 'closeDate', value: 'now + days(45)', because: 'Usual time from this stage' },
    { field: 'description', value: '"Offer asked for by " + deal.account.name', because: 'Where no need is known yet' },
    { field: 'probability', value: '30.0', because: 'Usual at this stage' },
    { field: 'amount', value: '4200.0', because: 'Price list: a pilot' },
  ],
};

const close = inDays(45);

export const DEALS = [
  {
    id: 4,
    gaps: [
      { label: 'Amount', typed: '9600' },
      { label: 'Close date' },
      { label: 'Description' },
      { label: 'Probability' },
    ],
    form: [
      { field: 'input[name=amount]', text: '9600' },
      { field: 'input[name=end_date]', text: close.written },
      { field: 'textarea[name=comment]', text: 'Offer asked for by Umbrella Retail' },
      { field: 'input[name=conversion_probability]', text: '30' },
    ],
  },
  {
    id: 3,
    gaps: [{ label: 'Description' }, { label: 'Probability' }],
    form: [
      { field: 'textarea[name=comment]', text: 'Offer asked for by Initech' },
      { field: 'input[name=conversion_probability]', text: '30' },
    ],
  },
];

const pane = (page) => page.locator('#tabcontent > .tab-pane.active');

/** Fills the same gaps in the CRM's own form, which is always open: each field is clicked, what is in it is replaced. */
export async function fixInForm(page, hands, { form }) {
  for (const { field, text } of form) {
    hands.think();
    await hands.click(pane(page).locator(field).locator('visible=true').first());
    await hands.press('Control+A');
    await hands.type(text);
  }
  hands.think();
  await hands.press('Control+S');
  await pane(page).locator('.infobar.alert-info').first().waitFor();
}
