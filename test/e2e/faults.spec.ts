import { EXTENSION, expect, openPanel, panelFrame, startBrowser, test, watchFaults } from './support/fixtures';

test('a planted exception in the page, the panel or the worker is noticed by the check at each test’s end', async ({
  atomic,
}) => {
  const context = await startBrowser(EXTENSION);
  const faults = watchFaults(context);
  const page = await context.newPage();
  const panel = await openPanel(page, atomic.dealUrl('1'));
  await page.evaluate(() =>
    setTimeout(() => {
      throw new Error('planted in the page');
    }),
  );
  await panel.evaluate(() =>
    setTimeout(() => {
      throw new Error('planted in the panel');
    }),
  );
  await context
    .serviceWorkers()[0]
    ?.evaluate(() => void setTimeout(() => void Promise.reject(new Error('planted in the worker'))));
  for (const place of ['page', 'panel', 'worker']) {
    await expect.poll(() => faults.join('\n')).toContain(`planted in the ${place}`);
  }
  await context.close();
});

test('F18: a page that comes back from the back-forward cache has one working panel', async ({ atomic }) => {
  const context = await startBrowser(EXTENSION, ['--disable-back-forward-cache']);
  const page = await context.newPage();
  await openPanel(page, atomic.dealUrl('1'));
  await page.evaluate(() =>
    addEventListener('pageshow', (event) => (document.title = event.persisted ? 'restored' : 'loaded')),
  );
  await page.goto('about:blank');
  await page.goBack();
  await expect.poll(() => page.title()).toMatch(/restored|Atomic CRM/);
  const panel = await panelFrame(page);
  await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
  expect(page.frames().filter((frame) => frame.url().includes('/panel.html'))).toHaveLength(1);
  await context.close();
});
