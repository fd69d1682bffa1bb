import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EXTENSION,
  expect,
  openPanel,
  panelFrame,
  putInPack,
  startBrowser,
  test,
  toggleFromToolbar,
} from './support/fixtures';

test.describe('every state of the panel', () => {
  test('from deal to deal: reading, a stage that is unknown, folded and unfolded', async ({
    page,
    atomic,
    context,
  }) => {
    await test.step('reading: says so while the CRM is still loading', async () => {
      const panel = await openPanel(page, `${atomic.origin}/?latency=5000#/deals/1/show`);
      await expect(panel.locator('.message-title')).toHaveText('Reading the deal…');
      await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
    });

    await test.step('stage unknown to the pack: says which, judges no criterion, and still shows the risk', async () => {
      const panel = await openPanel(page, atomic.dealUrl('5'));
      await expect(panel.locator('.notice')).toContainText('The stage “Parking Lot” is not in the rule pack');
      await expect(panel.locator('.row[data-verdict], .gap')).toHaveCount(0);
      await expect(panel.locator('.factors')).toHaveCount(1);
    });

    await test.step('the toolbar button folds and unfolds the panel on a deal', async () => {
      const panel = await panelFrame(page);
      await toggleFromToolbar(context, page);
      await expect(panel.locator('.pill')).toBeVisible();
      await toggleFromToolbar(context, page);
      await expect(panel.locator('.panel')).toBeVisible();
    });
  });

  test('not a deal page: the toolbar button opens the panel with the rep’s queue, which says why it is empty', async ({
    page,
    atomic,
    context,
  }) => {
    await page.goto(atomic.boardUrl);
    await page.locator('[data-rfd-draggable-id]').first().waitFor();
    expect(page.frames().filter((frame) => frame.url().includes('/panel.html'))).toHaveLength(0);
    await toggleFromToolbar(context, page);
    const panel = await panelFrame(page);
    await expect(panel.getByRole('region', { name: 'My queue' })).toContainText('No open deal has been read yet');
  });

  test('nothing readable: no gap, no risk, and it says what to think of it', async ({
    page,
    lightning,
    findFaults,
  }) => {
    const fixture = await lightning('synthetic');
    const panel = await openPanel(page, fixture.recordUrl('006000000000005AAA'));
    await expect(panel.locator('.message-title')).toHaveText('Cannot read this deal', { timeout: 15_000 });
    await expect(panel.locator('.gap, .meter, .row')).toHaveCount(0);
    expect(await findFaults(panel)).toEqual([]);
  });

  test('no pack: says why, and where to put one in', async ({ atomic }) => {
    const crippled = mkdtempSync(join(tmpdir(), 'fairlead-no-packs-'));
    cpSync(EXTENSION, crippled, { recursive: true });
    rmSync(join(crippled, 'packs'), { recursive: true });
    const context = await startBrowser(crippled);
    const page = await context.newPage();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.message-title')).toHaveText('No rule pack');
    await expect(panel.locator('.message')).toContainText('Open Fairlead’s options');
    await context.close();
    rmSync(crippled, { recursive: true, force: true });
  });

  test('broken rule: named with its reason, and the other rules stand', async ({
    page,
    atomic,
    context,
    id,
    findFaults,
  }) => {
    await putInPack(context, id, {
      fairlead: 1,
      id: 'half-broken',
      version: 1,
      title: 'Half broken',
      stages: [
        {
          id: 'first',
          title: 'First',
          match: ['Opportunity'],
          exit: [
            {
              id: 'divides-by-zero',
              title: 'Divides by zero',
              require: '1 / count(contacts) > 0',
              why: 'To see it break.',
            },
            { id: 'has-name', title: 'Has a name', require: '!blank(deal.name)', why: 'To see it stand.' },
          ],
        },
      ],
    });
    const panel = await openPanel(page, atomic.dealUrl('3'));
    await expect(panel.locator('.notice[data-kind=broken]')).toContainText('1 rule is broken; the others were checked');
    await panel.locator('.notice[data-kind=broken] summary').click();
    await expect(panel.locator('.notice[data-kind=broken]')).toContainText('divides-by-zero');
    expect(await findFaults(panel)).toEqual([]);
    await expect(panel.locator('.row').filter({ hasText: 'Has a name' })).toHaveAttribute('data-verdict', 'met');
    await expect(panel.locator('.row').filter({ hasText: 'Divides by zero' })).toHaveAttribute(
      'data-verdict',
      'broken',
    );
  });

  test('a pack that is not for this deal: says so and checks nothing', async ({ page, atomic, context, id }) => {
    await putInPack(context, id, {
      fairlead: 1,
      id: 'others',
      version: 1,
      title: 'Other deals',
      applies: 'deal.amount > 9000000',
    });
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.notice')).toContainText('The rule pack “Other deals” is not for this kind of deal');
  });
});
