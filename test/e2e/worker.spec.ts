import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { expect, openPanel, panelFrame, test } from './support/fixtures';

test.describe('the background worker', () => {
  test('F02: the panel paints while the worker is stopped, and the worker wakes for the report', async ({
    page,
    atomic,
    context,
    id,
  }) => {
    await openPanel(page, atomic.dealUrl('1'));
    await page.waitForTimeout(500);
    await page.goto('about:blank');
    await stopWorker(context);
    expect(await runningWorkers(context)).toBe(0);

    await page.goto(atomic.dealUrl('2'));
    const panel = await panelFrame(page);
    await expect(panel.locator('.header-title')).toHaveText('Patient app relaunch');
    await expect(panel.locator('.factors')).toHaveCount(1);

    const own = await context.newPage();
    await own.goto(`chrome-extension://${id}/admin.html`);
    const key = `deal:atomic-crm@${atomic.origin}:2`;
    // The panel's tab is in the background now, where the browser slows its timers.
    await expect
      .poll(() => own.evaluate(async (name) => name in (await chrome.storage.local.get(name)), key), {
        timeout: 30_000,
      })
      .toBe(true);
  });

  test('T18: a content script can neither put a pack in nor report a deal', async ({ page, atomic, context, id }) => {
    await openPanel(page, atomic.dealUrl('1'));
    const script = await contentScript(context, page, id);
    for (const message of [
      { call: 'installPack', input: { text: '{}' } },
      { call: 'useBundledPack', input: null },
      { call: 'assessed', input: { deal: {}, assessment: {} } },
    ]) {
      const answer = await script(
        `chrome.runtime.sendMessage(${JSON.stringify(message)}).then((x) => JSON.stringify(x) ?? 'none', (e) => 'refused: ' + e.message)`,
      );
      expect(answer).toMatch(/^(?:none|refused: .*)$/);
    }
    expect(await script('chrome.storage.local.get(null).then(() => "read", (e) => "refused: " + e.message)')).toMatch(
      /^refused/,
    );
  });

  test('T18: the panel framed in a CRM page may not put a pack in', async ({ page, atomic }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    const answer = await panel.evaluate(() =>
      chrome.runtime.sendMessage({ call: 'installPack', input: { text: '{}' } }),
    );
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining('own pages only') });
  });

  test('T24: a session asks nobody but the CRM for anything', async ({ page, atomic, context }) => {
    const asked = new Set<string>();
    context.on('request', (request) => asked.add(new URL(request.url()).origin));
    await openPanel(page, atomic.dealUrl('1'));
    await page.evaluate(() => (location.hash = '#/deals/3/show'));
    await page.waitForTimeout(1_000);
    expect(
      [...asked].filter(
        (origin) => origin !== atomic.origin && !origin.startsWith('chrome-extension:') && origin !== 'null',
      ),
    ).toEqual([]);
  });
});

async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const page = context.pages()[0];
  if (!page) throw new Error('no page to speak through');
  return context.newCDPSession(page);
}

async function workerTargets(context: BrowserContext): Promise<{ session: CDPSession; ids: string[] }> {
  const session = await browserSession(context);
  const { targetInfos } = await session.send('Target.getTargets');
  return {
    session,
    ids: targetInfos.filter((target) => target.type === 'service_worker').map((target) => target.targetId),
  };
}

async function stopWorker(context: BrowserContext): Promise<void> {
  const { session, ids } = await workerTargets(context);
  for (const targetId of ids) await session.send('Target.closeTarget', { targetId });
  await expect.poll(() => runningWorkers(context)).toBe(0);
}

async function runningWorkers(context: BrowserContext): Promise<number> {
  return (await workerTargets(context)).ids.length;
}

/** Runs code where the extension's content script runs: what a compromised page process could do. */
async function contentScript(
  context: BrowserContext,
  page: Page,
  id: string,
): Promise<(code: string) => Promise<string>> {
  const session = await context.newCDPSession(page);
  const contexts: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context: created }) => contexts.push(created));
  await session.send('Runtime.enable');
  const own = contexts.find((candidate) => candidate.origin === `chrome-extension://${id}`);
  if (!own) throw new Error('the content script has no context on this page');
  return async (expression) => {
    const { result } = await session.send('Runtime.evaluate', {
      expression,
      contextId: own.id,
      awaitPromise: true,
      returnByValue: true,
    });
    return String(result.value);
  };
}
