import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { expectView, faultsIn } from './support/views';

test.setTimeout(180_000); // every view, in every circumstance, in one browser

const ROOMY = { width: 1280, height: 900 };
const NOW = new Date('2026-11-20T09:00:00Z');

type View = {
  name: string;
  path: string;
  size?: { width: number; height: number };
  /** What of the page is the view; absent: all of it. */
  part?: string;
  open: (page: Page) => Promise<unknown>;
};

const nextStep = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click();
const sampleJudged = (page: Page): Promise<void> => page.locator('.sample-mark').first().waitFor();

/** One gap is filled, and the change is looked at. */
async function sampleChanged(page: Page): Promise<void> {
  await sampleJudged(page);
  await page.locator('.gap').filter({ hasText: 'Next step' }).first().getByRole('textbox').fill('Call Paul');
  await page.getByRole('button', { name: 'Review 1 change' }).click();
}

const VIEWS: readonly View[] = [
  {
    name: 'popup-no-crm',
    path: 'popup.html',
    size: { width: 340, height: 460 },
    open: (page) => page.getByText('MEDDPICC').waitFor(),
  },
  {
    name: 'popup-crm',
    path: 'popup.html#crm',
    size: { width: 340, height: 460 },
    open: (page) => page.getByRole('button', { name: 'Pause here' }).waitFor(),
  },
  {
    name: 'side-panel-no-crm',
    path: 'sidepanel.html',
    size: { width: 400, height: 700 },
    open: (page) => page.getByText('No CRM in this tab').waitFor(),
  },
  { name: 'queue-nothing-read', path: 'queue.html', open: (page) => page.locator('.message-title').waitFor() },
  {
    name: 'review-nothing-read',
    path: 'review.html',
    part: 'main',
    open: (page) => page.locator('.message-title').waitFor(),
  },
  {
    name: 'insight-nothing-read',
    path: 'review.html#/insight',
    part: 'main',
    open: (page) => page.locator('.message-title').waitFor(),
  },
  {
    name: 'admin-crms',
    path: 'admin.html',
    part: '#crms',
    open: (page) => page.getByText('No deal was seen yet').waitFor(),
  },
  {
    name: 'welcome-crm',
    path: 'welcome.html',
    open: (page) => page.getByLabel('Address of a deal').fill('crm.example.com'),
  },
  {
    name: 'welcome-rules',
    path: 'welcome.html',
    open: async (page) => {
      await nextStep(page);
      await expect(page.getByRole('radio', { name: 'MEDDPICC' })).toBeChecked();
    },
  },
  {
    name: 'welcome-local',
    path: 'welcome.html',
    open: async (page) => {
      await nextStep(page);
      await nextStep(page);
    },
  },
  { name: 'sample', path: 'sample.html', open: sampleJudged },
  {
    name: 'sample-review',
    path: 'sample.html',
    part: '.fix',
    open: async (page) => {
      await sampleChanged(page);
      await page.locator('.review').waitFor();
    },
  },
  {
    name: 'sample-dispute',
    path: 'sample.html',
    part: '.dispute-form',
    open: async (page) => {
      await sampleJudged(page);
      await page.getByRole('button', { name: 'Dispute: Next step' }).first().click();
    },
  },
  {
    name: 'sample-move',
    path: 'sample.html',
    part: '.stage-move',
    open: async (page) => {
      await sampleJudged(page);
      await page.getByRole('button', { name: /^Move to / }).click();
      await page.locator('.stage-move .notice').waitFor();
    },
  },
  {
    name: 'sample-saved',
    path: 'sample.html',
    part: '.fix',
    open: async (page) => {
      await sampleChanged(page);
      const button = page.getByRole('button', { name: 'Save to the CRM' });
      await expect(button).toHaveAttribute('aria-disabled', 'false');
      await button.click();
      await page.locator('.fix .notice').first().waitFor();
    },
  },
  {
    name: 'popup-paused',
    path: 'popup.html#crm',
    size: { width: 340, height: 460 },
    open: async (page) => {
      await page.getByRole('button', { name: 'Pause here' }).click();
      await page.getByRole('button', { name: 'Resume on this site' }).waitFor();
    },
  },
  {
    name: 'palette',
    path: 'sample.html',
    part: '[role=dialog]',
    open: async (page) => {
      await sampleJudged(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('move');
    },
  },
];

test('every view looks as it did when it was last looked at, and is sound in every circumstance', async ({
  context,
  page,
  id,
}) => {
  const tab = await crmTab(context);
  page.setDefaultTimeout(15_000);
  await page.bringToFront();
  await page.clock.setFixedTime(NOW);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setTimezoneOverride', { timezoneId: 'UTC' });
  for (const view of VIEWS) {
    await test.step(view.name, async () => {
      await page.setViewportSize(view.size ?? ROOMY);
      await page.goto('about:blank'); // a hash alone would not load a page anew
      await page.goto(`chrome-extension://${id}/${view.path.replace('#crm', `#${tab}`)}`);
      await view.open(page);
      await expectView(page, view.name, view.part);
      expect.soft(await faultsIn(page), view.name).toEqual([]);
    });
  }
});

/** A tab of a CRM that is known and allowed; nothing there is a deal. */
async function crmTab(context: BrowserContext): Promise<number | undefined> {
  await context.route('https://app.hubspot.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>HubSpot</title>' }),
  );
  const page = await context.newPage();
  await page.goto('https://app.hubspot.com/reports/1');
  const worker = context.serviceWorkers()[0];
  return worker?.evaluate(async () => (await chrome.tabs.query({ url: 'https://app.hubspot.com/*' }))[0]?.id);
}
