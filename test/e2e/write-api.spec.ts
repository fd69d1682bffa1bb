import { startDynamics } from '../crms/contract/dynamics/serve.mjs';
import { fulfilWith } from '../crms/contract/kit/http.mjs';
import { startOdoo } from '../crms/contract/odoo/serve.mjs';
import { expect, openPanel, test } from './support/fixtures';
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
    rule: { object: 'opportunity', field: 'estimatedvalue' },
  },
  {
    title: 'Odoo 18',
    page: 'odoo18',
    start: () => startOdoo({ deals: DEALS }),
    api: /^https:\/\/acme\.odoo\.com\/(?:web\/dataset|web\/session|mail)\//,
    row: 'SELECT name, expected_revenue AS amount, date_deadline AS closeDate FROM "crm.lead" WHERE id = ?',
    inPage: (number: string) => ({ number: Number(number) }),
    rule: { object: 'crm.lead', field: 'expected_revenue' },
  },
] as const;

for (const { title, page: fixture, start, api, row, inPage, rule } of CRMS) {
  test.describe(`${title}, page and API together`, () => {
    let server: Server;
    let dealId = '';
    test.beforeEach(async ({ context, id }) => {
      server = await start();
      dealId = String(server.dealId(7));
      await showGaps(context, id, ['name', 'amount', 'closeDate']);
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
      await save(panel);
      await expectWritten(panel, '3 changes saved in the CRM');
      await expect(panel.locator('.fix .notice')).not.toContainText('the CRM now shows');
      expect(held()).toEqual({ name: 'Written over the API', amount: 52_500.5, closeDate: '2027-03-31' });
      await expect(panel.locator('.header-title')).toHaveText('Written over the API');

      await press(panel, 'Undo');
      await expectWritten(panel, 'put back as they were');
      expect(held()).toEqual(before);
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
