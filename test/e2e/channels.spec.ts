import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { ensureNginx } from '../../.dev/nginx.mjs';
import { newChannel, ownCopy, setPolicy, startNginx, type Channel, type Nginx } from './support/channel-server';
import { canSetPolicy } from './support/managed-policy';
import { EXTENSION, expect, openPanel, panelFrame, startBrowser, test } from './support/fixtures';

const nginx = canSetPolicy() ? await ensureNginx() : null;

/** Channels as an organisation uses them: its own server over TLS, a policy that every browser of it gets. */
test.describe('a managed channel', () => {
  test.skip(nginx === null, 'needs root on Linux, Debian’s Chromium and nginx: the managed channel is not tried here');
  test.describe.configure({ mode: 'serial' });

  let channel: Channel;
  let server: Nginx;
  let copy: { folder: string; id: string };
  let policy: ReturnType<typeof setPolicy>;
  let context: BrowserContext;

  test.beforeAll(async () => {
    channel = newChannel();
    channel.publish(1);
    server = await startNginx(nginx ?? '', channel);
    copy = ownCopy(EXTENSION);
    policy = setPolicy(copy.id, server, channel.publicKey);
    context = await startBrowser(copy.folder);
  });
  test.afterAll(async () => {
    await context?.close();
    policy?.remove();
    server?.close();
    for (const folder of [copy?.folder, channel?.folder]) if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const admin = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${copy.id}/admin.html`);
    return page;
  };
  const active = (page: Page): ReturnType<Page['locator']> => page.locator('.facts');
  const check = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByRole('button', { name: 'Check now' })).toBeEnabled();
  };

  test('F12: a new profile gets its rules by policy, over TLS, without the user', async () => {
    const page = await admin();
    await expect(active(page)).toContainText('Acme 1', { timeout: 30_000 });
    await expect(active(page)).toContainText('your organisation’s policy sets');
    await expect(active(page)).toContainText('Acme sales operations');
    await expect(page.locator('.channel')).toContainText('Version 1 was installed.');
    await expect(page.locator('.audit')).toContainText('Verified and installed');
    await page.close();
  });

  test('F06: a new version switches every tab within a second, and the panel beside a deal', async ({ atomic }) => {
    const panel = await openPanel(await context.newPage(), atomic.dealUrl('1'));
    await expect(panel.locator('.row[data-verdict]')).toHaveText(/Named in version 1/);
    const pages = [await admin(), await admin()];
    for (const page of pages) {
      await page.evaluate(() => {
        chrome.storage.onChanged.addListener((changes) => {
          if ('pack' in changes) document.documentElement.dataset['switched'] = String(Date.now());
        });
      });
    }
    channel.publish(2);
    const [first] = pages;
    if (!first) throw new Error('there is no page');
    await check(first);
    await expect(active(first)).toContainText('Acme 2');
    await expect(panel.locator('.row[data-verdict]')).toHaveText(/Named in version 2/);
    const times = await Promise.all(
      pages.map((page) => page.evaluate(() => Number(document.documentElement.dataset['switched']))),
    );
    expect(Math.abs((times[0] ?? 0) - (times[1] ?? Infinity))).toBeLessThan(1_000);
    for (const page of context.pages().slice(1)) await page.close();
  });

  test('T05: a changed byte on the server is refused, the old pack stays, and the warning is seen beside the deal', async ({
    atomic,
  }) => {
    channel.publish(3);
    const file = join(channel.site, 'acme-3.json');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace('To be found', 'To be bound'));
    const page = await admin();
    await check(page);
    await expect(page.locator('.channel-result')).toHaveText('The pack’s bytes are not those that were signed.');
    await expect(active(page)).toContainText('Acme 2');
    // The panel was left open by the test before.
    const deal = await context.newPage();
    await deal.goto(atomic.dealUrl('1'));
    const panel = await panelFrame(deal);
    await expect(panel.locator('.pack-notices')).toContainText(
      'was refused: The pack’s bytes are not those that were signed.',
    );
    await expect(panel.locator('.row[data-verdict]')).toHaveText(/Named in version 2/);
    writeFileSync(file, good);
    await check(page);
    await expect(active(page)).toContainText('Acme 3');
    await expect(panel.locator('.pack-notices')).toHaveCount(0);
    for (const open of context.pages().slice(1)) await open.close();
  });

  test('T26: a file cannot replace managed rules, nor can a click, and who tries reads why', async () => {
    const page = await admin();
    const pack = JSON.stringify({ fairlead: 1, id: 'mine', version: 9, title: 'Mine', channel: 'managed' });
    const named = JSON.stringify({ fairlead: 1, id: 'mine', version: 9, title: 'Mine' });
    for (const text of [pack, named]) {
      await page
        .getByLabel('Pack file')
        .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await page.locator('.errors').waitFor();
    }
    await expect(page.locator('.errors')).toContainText(
      'The rules come from “Acme sales operations”: a file cannot replace them.',
    );
    await expect(page.getByRole('button', { name: 'Restore the bundled pack' })).toBeDisabled();
    await expect(page.locator('[data-locked=bundledPack]')).toContainText('policy does not allow this');
    // Past the page, the background says the same.
    const answer = await page.evaluate(() => chrome.runtime.sendMessage({ call: 'useBundledPack', input: null }));
    expect(JSON.stringify(answer)).toContain('policy does not allow this');
    await expect(active(page)).toContainText('Acme 3');
    await expect(page.locator('.channels').getByRole('button', { name: 'Remove' })).toHaveCount(0);
    await page.close();
  });

  test('F01: a worker killed at any time in an install leaves the old or the new pack, complete', async () => {
    for (const [n, delay] of [0, 15, 40, 80].entries()) {
      const version = 4 + n;
      channel.publish(version);
      const page = await admin();
      await page.getByRole('button', { name: 'Check now' }).waitFor();
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.waitForTimeout(delay);
      await stopWorker(page, copy.id);
      const title = await page.evaluate(
        async () => ((await chrome.storage.local.get('pack'))['pack'] as { status: { title: string } }).status.title,
      );
      expect([`Acme ${version - 1}`, `Acme ${version}`]).toContain(title);
      await page.reload();
      await check(page);
      await expect(active(page)).toContainText(`Acme ${version}`);
      await page.close();
    }
  });

  test('T23: the server saw two kinds of addresses, 304 when nothing is new, and neither cookie nor referrer', async () => {
    await context.addCookies([
      { name: 'who', value: 'ann', url: new URL(server.url).origin, sameSite: 'None', secure: true },
    ]);
    const page = await admin();
    await check(page);
    await expect(page.locator('.channel-result')).toHaveText('Nothing new.');
    await page.close();
    const seen = new Set(
      server.log().map((line) =>
        line
          .replace(/-\d+\.json/, '-N.json')
          .split(' ')
          .slice(0, 2)
          .join(' '),
      ),
    );
    expect([...seen].toSorted()).toEqual(['GET /acme-N.json', 'GET /channel.json', 'OPTIONS /channel.json']);
    expect(server.log().some((line) => line.startsWith('GET /channel.json 304'))).toBe(true);
    expect(server.log().filter((line) => !line.endsWith(' cookie=- referer=-'))).toEqual([]);
  });

  test('F13: a policy that is removed leaves the last good rules, with a notice; the user may then go on without', async ({
    findFaults,
  }) => {
    test.setTimeout(120_000);
    const page = await admin();
    policy.write(null);
    await expect(page.locator('.channels .notice')).toContainText('The managed policy is gone', { timeout: 90_000 });
    await expect(active(page)).toContainText('Acme 7');
    expect(await findFaults(page.mainFrame())).toEqual([]);
    await page.getByRole('button', { name: 'Restore the bundled pack' }).click();
    await expect(active(page)).toContainText('meddpicc');
    await expect(page.locator('.channels .notice')).toHaveCount(0);
    await page.close();
  });
});

/** Stops the extension's worker as the browser may at any time. */
async function stopWorker(page: Page, id: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets');
  for (const { targetId, type, url } of targetInfos) {
    if (type === 'service_worker' && url.includes(id)) await session.send('Target.closeTarget', { targetId });
  }
}

test('a subscription is added and its address checked on the admin page; the audit log is saved', async ({
  context,
  id,
}) => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/admin.html`);
  await page.getByText('Subscribe to a channel').click();
  await page.getByLabel('Channel', { exact: true }).fill('acme');
  await page.getByLabel('Address of channel.json').fill('http://localhost:1/channel.json');
  await page.getByLabel('Public keys, one a line').fill(`ed25519:${'A'.repeat(43)}`);
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.locator('.channel-new .notice')).toContainText('only if the managed policy allows it');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  expect(text).toContain('at,kind,source,pack,version,message');
  expect(text).toContain('"switched"');
});
