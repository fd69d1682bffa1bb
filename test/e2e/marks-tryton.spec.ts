import { expect, openPanel } from './support/fixtures';
import { markedFields } from './support/marks';
import { missing, signIn, test } from './support/tryton';
import { showGaps } from './support/writing';

test.setTimeout(150_000);

test.skip(missing !== null, missing ?? '');

test('in Tryton a gap’s name leads into the field’s own control, and its mark back to the gap', async ({
  page,
  context,
  id,
  tryton,
}) => {
  await showGaps(context, id, ['name', 'amount']);
  await signIn(page, tryton);
  const panel = await openPanel(page, tryton.recordUrl(10));
  // Tryton may still be laying out the form that was read.
  await expect.poll(() => markedFields(context, page), { timeout: 30_000 }).toEqual(['name', 'amount']);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/marks-tryton.png` });
  await panel.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page.locator('#tabcontent > .tab-pane.active input[name=description]').first()).toBeFocused();
});
