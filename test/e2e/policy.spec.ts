import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { launchWithExtension } from '../../.dev/browser.mjs';
import { ensureChromium } from '../../.dev/chromium.mjs';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';
import { lightningRoutes } from '../crms/lightning/serve.mjs';
import { ORCHARD, orchardDeal, routeOrchard } from '../crms/made-up/serve.mjs';
import { makeCertificates, ownCopy } from './support/channel-server';
import {
  EXTENSION,
  expect,
  openPanel,
  packPage,
  panelFrame,
  putInPack,
  startBrowser,
  test,
  toggleFromToolbar,
  watchFaults,
} from './support/fixtures';
import { giveHost } from './support/host-access';
import { canSetPolicy, policyFile, reloadPolicies } from './support/managed-policy';
import { ORCHARD_HOST } from './support/new-crm';
import { gapsIn } from './support/writing';

test.use({ ownBrowser: true }); // the sites that are allowed stay allowed

const LOCKED = 'Your organisation’s policy does not allow this.';
const BROKEN = { ...ORCHARD, route: { ...ORCHARD.route, adapter: 'broken', hosts: ['https://*.co.uk/*'] } };

test.describe('a real managed policy', () => {
  test.skip(!canSetPolicy(), 'needs root on Linux and Debian’s Chromium');
  test.setTimeout(150_000);

  test('brings an adapter, allows one CRM alone and locks the rest, in the background and on every page', async ({
    findFaults,
  }) => {
    const copy = ownCopy(EXTENSION);
    const policy = policyFile(copy.id);
    const rules = { allowedCrms: ['orchard'], retentionDays: 30 };
    policy.write({
      ...rules,
      adapters: [JSON.stringify(ORCHARD), JSON.stringify(BROKEN)],
      locked: ['adapters', 'connections', 'writes', 'packFiles'],
    });
    const context = await startBrowser(copy.folder);
    const faults = watchFaults(context);
    try {
      await routeOrchard(context);
      const admin = await packPage(context, copy.id);
      const crm = admin.locator('[data-crm=orchard]');
      await expect(crm).toContainText('By your organisation’s policy', { timeout: 30_000 });
      await expect(crm.locator('[data-wants]')).toContainText('https://deals.orchard.example/*');
      await expect(admin.locator('.policy-facts')).toContainText('only orchard');
      await expect(admin.locator('.policy-facts')).toContainText('30 days at the most');
      await expect(admin.locator('.policy-facts')).toContainText('is not used');
      await expect(admin.locator('#crms .errors')).toContainText('hosts of strangers');
      await expect(admin.locator('[data-crm=salesforce]')).toContainText('not allowed by your organisation’s policy');
      await expect(admin.getByLabel('Address of a deal in it')).toBeDisabled();
      await expect(admin.getByLabel('Adapter file')).toBeDisabled();
      await expect(admin.getByLabel('Pack file')).toBeDisabled();
      await expect(admin.locator('[data-locked=adapters]')).toContainText(LOCKED);
      expect(await findFaults(admin.mainFrame())).toEqual([]);
      const picture = process.env['FAIRLEAD_PICTURES'];
      if (picture) await admin.screenshot({ path: `${picture}/policy-admin.png`, fullPage: true });

      // Whatever a page shows: the background itself refuses.
      const tenant = 'salesforce@https://acme.lightning.force.com';
      for (const [name, input] of [
        ['removeAdapter', { id: 'orchard' }],
        ['importAdapter', { text: JSON.stringify(ORCHARD), name: 'a.json', override: true }],
        ['addAddress', { adapter: 'odoo', origin: 'https://crm.example', path: '/' }],
        ['connectToken', { tenant, way: 'oauth', token: 'x' }],
        ['disconnect', { tenant }],
      ] as const)
        expect(await ask(admin, name, input), name).toEqual({ ok: false, error: LOCKED });
      expect(await ask(admin, 'startPull', { tenant })).toMatchObject({ ok: false, error: /on this CRM/ });
      expect(await ask(admin, 'installPack', { text: '{}' })).toMatchObject({
        output: { errors: [{ message: LOCKED }] },
      });

      // The policy cannot allow a host; the user of the browser does.
      await giveHost(context, copy.id, ORCHARD_HOST);
      await admin.bringToFront();
      await crm.getByRole('button', { name: 'Allow this host' }).click();
      await expect(crm).toContainText('reads the page');
      const page = await context.newPage();
      const panel = await openPanel(page, orchardDeal('17'));
      await expect(panel.locator('.header-title')).toHaveText('Press for Elm Farm');
      await expect(panel.locator('[data-kind=locked]')).toContainText('does not allow Fairlead to write');
      await expect(panel.locator('.gap input')).toHaveCount(0);
      const write = {
        id: crypto.randomUUID(),
        dealId: '17',
        dealName: 'x',
        edits: [],
        task: { subject: 'x', due: null },
      };
      expect(await ask(panel, 'write', write)).toEqual({ ok: false, error: LOCKED });

      await isLeftAlone(context, page);

      // What the policy drops goes, in open tabs too, and the log says so.
      policy.write({ ...rules, allowedCrms: ['salesforce'] });
      await page.goto(orchardDeal('17'));
      await panelFrame(page);
      await reloadPolicies(context);
      await expect.poll(() => panels(page), { timeout: 90_000 }).toBe(0);
      await admin.bringToFront();
      await expect(crm).toHaveCount(0);
      await expect(admin.locator('.audit')).toContainText('The policy was changed: ');
      await expect(admin.locator('.audit')).toContainText('The adapter “Orchard” was taken out.');
      await expect(admin.locator('.audit')).toContainText('Tried, and refused: the policy locks “connections”.');
      await expect(admin.getByLabel('Pack file')).toBeEnabled();
    } finally {
      await context.close();
      policy.remove();
      rmSync(copy.folder, { recursive: true, force: true });
    }
    expect(faults).toEqual([]);
  });

  test('turns the session-cookie way of Salesforce on and off: the cookie is read for each call and kept nowhere', async () => {
    const copy = ownCopy(EXTENSION);
    // A prompt cannot be clicked by a test: this copy has the leave that the click would give.
    const manifest = JSON.parse(readFileSync(join(copy.folder, 'manifest.json'), 'utf8')) as Record<string, string[]>;
    manifest['permissions']?.push('cookies');
    manifest['host_permissions']?.push('https://acme.my.salesforce.com/*');
    writeFileSync(join(copy.folder, 'manifest.json'), JSON.stringify({ ...manifest, optional_permissions: [] }));
    const org = await startSalesforce({ deals: 20 });
    const front = await overTls('acme.my.salesforce.com', org.handle);
    const policy = policyFile(copy.id, { CACertificates: [front.authority] });
    policy.write({ sessionCookie: true });
    const context = await launchWithExtension({
      executablePath: await ensureChromium(),
      extension: copy.folder,
      headless: true,
      args: [`--host-resolver-rules=MAP acme.my.salesforce.com:443 127.0.0.1:${front.port}`],
    });
    try {
      const sid = org.tokens.access;
      const cookie = { name: 'sid', value: sid, path: '/', secure: true, httpOnly: true } as const;
      await context.addCookies([
        { ...cookie, domain: 'acme.my.salesforce.com' },
        { ...cookie, value: '00D000000000001!page', domain: 'acme.lightning.force.com' },
      ]);
      const fixture = await lightningRoutes({ variant: 'native', log: () => undefined });
      await context.route(`${fixture.origin}/**`, (route) => route.fulfill(fixture.respond(route.request().url())));
      const admin = await packPage(context, copy.id);
      await expect(admin.locator('.policy-facts')).toContainText('may be used where you allow it', { timeout: 30_000 });
      const page = context.pages()[0] ?? (await context.newPage());
      const deal = fixture.recordUrl(org.dealId(7));
      const panel = await openPanel(page, deal);
      await expect(panel.locator('.see')).toContainText('the CRM’s API');
      const calls = (): Call[] => (org.log as Call[]).filter(({ method }) => method === 'GET');
      expect(calls().length).toBeGreaterThan(0);
      for (const { headers, status } of calls()) {
        expect(headers['authorization']).toBe(`Bearer ${sid}`);
        expect(headers['cookie']).toBeUndefined();
        expect(status).toBe(200);
      }
      await admin.bringToFront();
      await admin.reload();
      await expect(admin.locator('[data-session=on]')).toContainText('https://acme.my.salesforce.com');
      expect(await admin.content()).not.toContain(sid);
      expect(await panel.content()).not.toContain(sid);
      expect(await everythingStored(admin)).not.toContain(sid);

      // Another account's cookie is not used for this page.
      const before = calls().length;
      await context.addCookies([{ ...cookie, value: '00D000000000002!x', domain: 'acme.my.salesforce.com' }]);
      await page.bringToFront();
      await page.goto(deal);
      await expect((await panelFrame(page)).locator('.api-note')).toContainText('another account');
      await context.addCookies([{ ...cookie, domain: 'acme.my.salesforce.com' }]);

      policy.write({ sessionCookie: false });
      await reloadPolicies(context);
      await admin.bringToFront();
      await expect(admin.locator('.policy-facts')).toContainText('is not used', { timeout: 90_000 });
      await page.bringToFront();
      await page.goto(deal);
      const again = await panelFrame(page);
      await expect(again.locator('.see')).toContainText('Read from this page:');
      await expect(again.locator('.api-note')).toHaveCount(0);
      expect(calls().length).toBe(before);
    } finally {
      await context.close();
      policy.remove();
      await front.close();
      await org.close();
      rmSync(copy.folder, { recursive: true, force: true });
    }
  });
});

test('a pack brings an adapter: it asks for its host, reads with the pack’s rules, and goes with the pack', async ({
  context,
  id,
  page,
}) => {
  await routeOrchard(context);
  const admin = await putInPack(context, id, { ...(gapsIn(['amount']) as object), adapters: [ORCHARD] });
  const crm = admin.locator('[data-crm=orchard]');
  await expect(crm).toContainText('With the rule pack “Write test (write-test 1)”');
  await expect(crm.locator('[data-wants]')).toContainText('The rule pack wants Fairlead to work with Orchard');
  await giveHost(context, id, ORCHARD_HOST);
  await admin.bringToFront();
  await crm.getByRole('button', { name: 'Allow this host' }).click();
  await expect(crm).toContainText('reads the page');
  const panel = await openPanel(page, orchardDeal('17'));
  await expect(panel.locator('.header-title')).toHaveText('Press for Elm Farm');
  await expect(panel.locator('.gap')).toContainText('Amount');
  await expect(panel.locator('.gap input')).toHaveCount(1);
  await admin.bringToFront();
  await admin.getByRole('button', { name: 'Restore the bundled pack' }).click();
  await expect(crm).toHaveCount(0);
  await expect.poll(() => panels(page)).toBe(0);
  await expect(admin.locator('.audit')).toContainText('The adapter “Orchard” was taken out.');
});

/** A page of a CRM that is not allowed: no panel by itself; the toolbar button shows why, and nothing is read or stored. */
async function isLeftAlone(context: BrowserContext, page: Page): Promise<void> {
  const fixture = await lightningRoutes({ variant: 'native', log: () => undefined });
  await context.route(`${fixture.origin}/**`, (route) => route.fulfill(fixture.respond(route.request().url())));
  await page.goto(fixture.recordUrl('006000000000001AAA'));
  await page.locator('records-highlights2, records-lwc-highlights-panel').first().waitFor({ state: 'attached' });
  await expect.poll(() => panels(page)).toBe(0);
  await toggleFromToolbar(context, page);
  const panel = await panelFrame(page);
  // Shown before it has heard of the press, it is a pill that says “Not allowed here”.
  await panel.locator('.pill, .message').first().waitFor();
  if (await panel.locator('.pill').isVisible()) await panel.locator('.pill').click();
  await expect(panel.locator('.message')).toContainText(
    'Your organisation’s policy does not allow Fairlead on this CRM.',
  );
  expect(await ask(panel, 'writes', { dealId: '006000000000001AAA' })).toMatchObject({ ok: false });
  const picture = process.env['FAIRLEAD_PICTURES'];
  if (picture) await page.screenshot({ path: `${picture}/policy-blocked.png` });
  expect(await everythingStored(panel)).not.toContain('salesforce@');
}

function panels(page: Page): number {
  return page.frames().filter((frame) => frame.url().includes('/panel.html')).length;
}

/** A call to the background, as a page of the extension makes it. */
function ask(from: Page | Frame, call: string, input: unknown): Promise<unknown> {
  return from.evaluate(([name, given]) => chrome.runtime.sendMessage({ call: name, input: given }), [
    call,
    input,
  ] as const);
}

/** All that the extension keeps in the browser's storage and its database, as text. */
function everythingStored(from: Page | Frame): Promise<string> {
  return from.evaluate(async () => {
    const areas = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)];
    const open = indexedDB.open('fairlead');
    const database = await new Promise<IDBDatabase | null>((resolve) => {
      open.addEventListener('success', () => resolve(open.result));
      open.addEventListener('error', () => resolve(null)); // denied in a framed page
    });
    const tables = [...(database?.objectStoreNames ?? [])].map(
      (name) =>
        new Promise<unknown>((resolve) => {
          const rows = database?.transaction(name).objectStore(name).getAll();
          rows?.addEventListener('success', () => resolve(rows.result));
        }),
    );
    const all = JSON.stringify([areas, await Promise.all(tables)]);
    database?.close();
    return all;
  });
}

type Call = { method: string; headers: Record<string, string>; status: number };
type Handle = Awaited<ReturnType<typeof startSalesforce>>['handle'];

/** A contract server at its true name: TLS with a certificate by a CA that only this test knows. */
async function overTls(
  host: string,
  handle: Handle,
): Promise<{ port: number; authority: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-tls-'));
  const authority = makeCertificates(folder, [host]);
  const [cert, key] = ['server.pem', 'server.key'].map((file) => readFileSync(join(folder, file)));
  const server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/', headers } = request;
      void handle({
        method,
        url: `https://${host}${url}`,
        headers: headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      }).then((reply) => {
        response.writeHead(reply.status, reply.headers);
        response.end(reply.body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    authority,
    close: () =>
      new Promise((resolve) => {
        rmSync(folder, { recursive: true, force: true });
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
