import type { Frame } from '@playwright/test';
import { startDynamics } from '../crms/contract/dynamics/serve.mjs';
import { fulfilWith } from '../crms/contract/kit/http.mjs';
import { startOdoo } from '../crms/contract/odoo/serve.mjs';
import { expect, openPanel, panelFrame, test } from './support/fixtures';
import { servePages } from './support/pages';
import { expectWritten, fillGap, press, save, showGaps } from './support/writing';

test.setTimeout(150_000); // each test saves and takes back, with the CRM's own waiting times

const WORDS = 'No deal goes on without the approval of finance.';
const DEALS = 60;

type Held = { name: string; amount: number; closeDate: string };
type Server = Awaited<ReturnType<typeof startDynamics | typeof startOdoo>>;

/** CRMs whose page calls its own API with its session: the page and the server stand behind one origin, with the same deal. */
const CRMS = [
  {
    title: 'Dynamics 365',
    page: 'dynamics',
    start: () => startDynamics({ deals: DEALS }),
    api: /^https:\/\/acme\.crm4\.dynamics\.com\/api\//,
    row: 'SELECT name, estimatedvalue AS amount, estimatedclosedate AS closeDate FROM opportunity WHERE opportunityid = ?',
    inPage: (guid: string) => ({ guid }),
    own: ['economic_buyer'],
    rule: { object: 'opportunity', field: 'estimatedvalue' },
  },
  {
    title: 'Odoo 18',
    page: 'odoo18',
    start: () => startOdoo({ deals: DEALS }),
    api: /^https:\/\/acme\.odoo\.com\/(?:web\/dataset|web\/session|mail)\//,
    row: 'SELECT name, expected_revenue AS amount, date_deadline AS closeDate FROM "crm.lead" WHERE id = ?',
    inPage: (number: string) => ({ number: Number(number) }),
    own: [],
    rule: { object: 'crm.lead', field: 'expected_revenue' },
  },
] as const;

for (const { title, page: fixture, start, api, row, inPage, own, rule } of CRMS) {
  test.describe(`${title}, page and API together`, () => {
    let server: Server;
    let dealId = '';
    test.beforeEach(async ({ context, id }) => {
      server = await start();
      dealId = String(server.dealId(7));
      await showGaps(context, id, ['name', 'amount', 'closeDate', ...own]);
      const shown = () => [{ ...OTHERS, ...held(), ...inPage(dealId) }];
      const pages = await servePages(context, fixture, shown);
      // The browser sends the page's cookies; Playwright does not show them for what it answers itself.
      const handle: typeof server.handle = (request) =>
        server.handle({ ...request, headers: { ...request.headers, cookie: server.cookie } });
      await context.route(api, fulfilWith(handle));
      url = pages.recordUrl(dealId);
    });
    test.afterEach(() => server.close());
    let url = '';
    const held = (): Held => server.db.get(row, [dealId]) as Held;

    test('reads both, writes over the API, proves it, and takes it back', async ({ page }) => {
      const before = held();
      const panel = await openPanel(page, url);
      await expect(panel.locator('.see')).toContainText(/Read from (?:this page and )?the CRM’s API/);
      await fillGap(panel, 'Amount', '52500.50');
      await fillGap(panel, 'Close date', '2027-03-31');
      await fillGap(panel, 'Name', 'Written over the API');
      const role = own.length > 0 ? await chooseBuyer(panel, server) : null;
      await save(panel);
      await expectWritten(panel, `${3 + own.length} changes saved in the CRM`);
      expect(buyers(server, dealId)).toEqual(role === null ? [] : [role.name]);
      await expect(panel.locator('.fix .notice')).not.toContainText('the CRM now shows');
      expect(held()).toEqual({ name: 'Written over the API', amount: 52_500.5, closeDate: '2027-03-31' });
      await expect(panel.locator('.header-title')).toHaveText('Written over the API');

      await press(panel, 'Undo');
      await expectWritten(panel, 'put back as they were');
      expect(held()).toEqual(before);
      expect(buyers(server, dealId)).toEqual(role === null ? [] : role.before);
    });

    test('F27: a refusal stands beside the field in the CRM’s own words, and nothing typed is lost', async ({
      page,
    }) => {
      const before = held();
      const panel = await openPanel(page, url);
      await expect(panel.locator('.see')).toContainText('the CRM’s API');
      server.faults.rule({ ...rule, message: WORDS });
      await fillGap(panel, 'Amount', '1');
      await save(panel);
      const gap = panel.locator('.gap').filter({ hasText: 'Amount' });
      await expect(gap.locator('.problem')).toContainText(WORDS, { timeout: 20_000 });
      await expect(gap.locator('input')).toHaveValue('1');
      expect(held()).toEqual(before);
    });

    test('F28: what a colleague changed meanwhile is shown with both values first', async ({ page }) => {
      const panel = await openPanel(page, url);
      await expect(panel.locator('.see')).toContainText('the CRM’s API');
      await fillGap(panel, 'Name', 'Mine');
      server.changeDeal(7, { name: 'Theirs' });
      await save(panel);
      const notice = panel.locator('.fix .notice');
      await expect(notice).toContainText('Somebody changed this deal meanwhile', { timeout: 20_000 });
      await expect(notice.locator('tbody tr')).toContainText(['Theirs']);
      expect(held().name).toBe('Theirs');
      await press(panel, 'Write mine');
      await expect(notice).toContainText('1 change saved', { timeout: 20_000 });
      expect(held().name).toBe('Mine');
    });
  });
}

test('several deals saved together are taken back together, but for what a colleague changed', async ({
  page,
  context,
  id,
  findFaults,
}) => {
  const server = await startDynamics({ deals: DEALS });
  const deals = [7, 8, 9, 10].map((number) => server.dealId(number));
  const names = (): unknown[] =>
    deals.map((deal) => server.db.get('SELECT name FROM opportunity WHERE opportunityid = ?', [deal]));
  const before = names();
  await showGaps(context, id, ['name']);
  const [first = ''] = deals;
  const handle: typeof server.handle = (request) =>
    server.handle({ ...request, headers: { ...request.headers, cookie: server.cookie } });
  const held = { name: 'Acme', amount: 1, closeDate: '2027-01-01', guid: first };
  const pages = await servePages(context, 'dynamics', () => [{ ...OTHERS, ...held }]);
  await context.route(/^https:\/\/acme\.crm4\.dynamics\.com\/api\//, fulfilWith(handle));
  const panel = await openPanel(page, pages.recordUrl(first));
  // As a bulk fix asks for them: one write for each deal, all with one batch.
  await panel.evaluate(async (dealIds) => {
    const batch = crypto.randomUUID();
    for (const [at, dealId] of dealIds.entries()) {
      const edits = [{ field: 'name', from: { state: 'unknown', reason: 'notOnPage' }, to: `Bulk ${at}` }];
      const input = { id: crypto.randomUUID(), dealId, dealName: `Deal ${at}`, edits, batch };
      await chrome.runtime.sendMessage({ call: 'write', input });
    }
  }, deals);
  expect(names()).toEqual([0, 1, 2, 3].map((at) => ({ name: `Bulk ${at}` })));
  server.changeDeal(9, { name: 'Theirs' });

  await page.reload();
  const again = await panelFrame(page);
  await expect(again.locator('.batch')).toContainText('Saved together with 3 others');
  expect(await findFaults(again)).toEqual([]);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/batch.png` });
  await press(again, 'Undo all (4)');
  await expectWritten(again, 'Taken back together with 3 others');
  await expect(again.locator('.fix .notice .batch li')).toHaveText(/^Deal 2: Changed in the CRM meanwhile/);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/batch-undone.png` });
  expect(names()).toEqual([before[0], before[1], { name: 'Theirs' }, before[3]]);
  await again.getByText('1 earlier save').click();
  await expect(again.locator('.earlier')).toContainText('taken back');
  await expect(again.locator('.earlier')).toContainText('Undo all (1)');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/batch-earlier.png` });
  await server.close();
});

/** Finds somebody in the whole CRM by a part of the name, by keyboard; the deal's own people are offered first. */
async function chooseBuyer(panel: Frame, server: Server): Promise<{ name: string; before: string[] }> {
  const before = buyers(server, String(server.dealId(7)));
  const input = panel.locator('.gap').filter({ hasText: 'Economic buyer' }).locator('input');
  await input.click();
  await input.press('ArrowDown');
  await expect(panel.getByRole('option', { name: 'Jonas Bianchi Head of IT' })).toBeVisible();
  await input.fill('elif');
  const found = panel.getByRole('option').first();
  await expect(found).toContainText('Elif', { timeout: 20_000 });
  const name = (await found.textContent())?.trim() ?? '';
  await input.press('ArrowDown');
  await input.press('Enter');
  await expect(input).toHaveValue(name);
  await expect(panel.locator('.gap').filter({ hasText: 'Economic buyer' })).toContainText('role on the deal');
  if (process.env['SHOTS']) await panel.page().screenshot({ path: `${process.env['SHOTS']}/buyer.png` });
  return { name, before };
}

/** Whom the CRM has as the deal's economic buyer; Odoo keeps no roles. */
function buyers(server: Server, dealId: string): string[] {
  if (!('stageId' in server)) return [];
  const sql = `SELECT c.fullname AS name FROM connection k JOIN contact c ON c.contactid = k._record2id_value
    JOIN connectionrole r ON r.connectionroleid = k._record2roleid_value
    WHERE k._record1id_value = ? AND r.name = 'Economic Buyer'`;
  return server.db.all(sql, [dealId]).map(({ name }) => String(name));
}

/** What the pages show beside what a test looks at. */
const OTHERS = {
  id: 'server',
  account: 'Acme GmbH',
  owner: 'Eva Seller',
  currency: 'USD',
  stage: 'Proposition',
  probability: 40,
  nextStep: '',
  description: '',
  budget: '',
  type: '',
  createdAt: '2026-10-01',
};
