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
  await showGaps(context, id, ['name', 'closeDate']);
  await signIn(page, tryton);
  const panel = await openPanel(page, tryton.recordUrl(10));
  await expect.poll(() => markedFields(context, page)).toEqual(['name', 'closeDate']);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/marks-tryton.png` });
  await panel.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page.locator('#tabcontent > .tab-pane.active input[name=description]').first()).toBeFocused();
});
