import { inDays } from './days.mjs';

/** Two deals of the demo with three gaps each; five are as the pack proposes, one amount is another. */
export const PACK = {
  fairlead: 1,
  id: 'effort',
  version: 1,
  title: 'Effort',
  fields: {
    amount: { requiredFrom: 'open', why: 'The forecast needs it.', valid: 'deal.amount >= 100' },
    closeDate: { requiredFrom: 'open', why: 'The forecast needs it.', valid: 'deal.closeDate >= now' },
    description: { requiredFrom: 'open', why: 'Others must be able to take over.' },
    type: { requiredFrom: 'open', why: 'Reports need it.' },
  },
  stages: [{ id: 'open', title: 'Open', match: ['Opportunity'], exit: [] }],
  fills: [
    { field: 'closeDate', value: 'now + days(45)', because: 'Usual time from this stage' },
    { field: 'description', value: '"Offer asked for by " + deal.account.name', because: 'Where no need is known yet' },
    { field: 'type', value: '"Print project"', because: 'Most deals of this account' },
    { field: 'amount', value: '4200.0', because: 'Price list: a small print job' },
  ],
};

const close = inDays(45);

export const DEALS = [
  {
    id: '3',
    gaps: [{ label: 'Amount' }, { label: 'Close date' }, { label: 'Description' }],
    form: [
      { field: 'textarea[name=description]', text: 'Offer asked for by Pinecrest Realty' },
      { field: 'input[name=amount]', text: '4200' },
      { field: 'input[name=expected_closing_date]', date: close },
    ],
  },
  {
    id: '10',
    gaps: [{ label: 'Amount', typed: '2600' }, { label: 'Close date' }, { label: 'Type' }],
    form: [
      { choose: '.ra-input-category [role=combobox]', option: 'Print project' },
      { field: 'input[name=amount]', text: '2600' },
      { field: 'input[name=expected_closing_date]', date: close },
    ],
  },
];

/** Fills the same gaps in the CRM's own form: each field is clicked, what is in it is replaced. */
export async function fixInForm(page, hands, { form }) {
  hands.think();
  await hands.click(page.getByRole('link', { name: 'Edit' }));
  for (const { field, text, date, choose, option } of form) {
    hands.think();
    await hands.click(page.locator(field ?? choose));
    if (option) {
      await hands.click(page.getByRole('option', { name: option }));
    } else if (date) {
      await hands.type(date.typed);
    } else {
      await hands.press('Control+A');
      await hands.type(text);
    }
  }
  hands.think();
  await hands.click(page.getByRole('button', { name: 'Save' }));
  await page.locator('[role=dialog] h5').waitFor();
}
