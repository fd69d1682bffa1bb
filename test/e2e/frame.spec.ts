import { expect, hostBox, openPanel, panelFrame, test } from './support/fixtures';

test.describe('the panel’s frame on the page', () => {
  test('moves by the arrow keys and by dragging, stays inside the window, and is remembered', async ({
    context,
    page,
    atomic,
  }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect.poll(async () => (await hostBox(page)).width).toBe(400);
    const before = await hostBox(page);
    const grip = panel.getByRole('button', { name: /Move the panel/ });

    await grip.focus();
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => before.x - (await hostBox(page)).x).toBe(96);

    // While the deal is being read the frame is larger than what it shows.
    let from = await hostBox(page);
    await expect
      .poll(async () => {
        const last = from;
        await page.waitForTimeout(250);
        from = await hostBox(page);
        return from.y - last.y;
      })
      .toBe(0);
    await page.mouse.move(from.x + 20, from.y + 24);
    await page.mouse.down();
    // In small steps: a test's pointer, unlike a person's, is not captured by a frame of another process.
    for (let x = from.x + 20; x > from.x - 180; x -= 5) {
      await page.mouse.move(x, from.y + 24);
      await page.waitForTimeout(25);
    }
    await page.mouse.up();
    await expect.poll(async () => from.x - (await hostBox(page)).x).toBeGreaterThan(150);

    for (let press = 0; press < 80; press += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await hostBox(page)).x).toBe(8);
    // What a page finds before its panel has come up: room for a whole assessment.
    const left = (): Promise<unknown> | undefined =>
      context.serviceWorkers()[0]?.evaluate(async () => (await chrome.storage.session.get('look'))['look']);
    await expect.poll(left).toMatchObject({ layout: { width: 400, height: 720, visible: true } });
    await page.waitForTimeout(300);
    await page.reload();
    await (await panelFrame(page)).locator('.panel').waitFor();
    await expect.poll(async () => (await hostBox(page)).x).toBe(8);
  });

  test('keeps focus to itself, gives the page nothing to read, and comes back', async ({ page, atomic }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await test.step('keeps keyboard focus to itself, and leaves the CRM’s dialog open', async () => {
      const first = panel.locator('.row summary').first();
      await first.click();
      await page.keyboard.press('Tab'); // what the rule looked at
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect(panel.locator('.dispute-form textarea')).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(panel.locator('.dispute .link-button').first()).toBeFocused();
      await expect(page.locator('[role=dialog]')).toBeVisible();
      expect(await panel.evaluate(() => document.activeElement?.closest('.panel') !== null)).toBe(true);
      expect(await panel.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    });

    await test.step('gives a page’s script nothing to read', async () => {
      const seen = await page.evaluate(() => {
        const host = [...document.documentElement.children].find(
          (child) => (child as HTMLElement).style.contain === 'strict',
        );
        return {
          shadow: host?.shadowRoot ?? null,
          html: host?.outerHTML ?? '',
          frames: document.querySelectorAll('iframe').length,
          windows: window.length,
        };
      });
      expect(seen.shadow).toBeNull();
      expect(seen.frames).toBe(0);
      expect(seen.html).not.toMatch(/fairlead|panel|risk|Customer portal/i);
    });

    await test.step('comes back when the page removes it, three times and no more', async () => {
      const remove = (): Promise<boolean> =>
        page.evaluate(() => {
          const host = [...document.documentElement.children].find(
            (child) => (child as HTMLElement).style.contain === 'strict',
          );
          host?.remove();
          return host !== undefined;
        });
      const removed: boolean[] = [];
      for (let time = 0; time < 5; time += 1) {
        removed.push(await remove());
        await page.waitForTimeout(300);
      }
      expect(removed).toEqual([true, true, true, true, false]);
    });
  });

  test('shows nothing in a panel that the page framed by itself', async ({ page, atomic, id }) => {
    await page.goto(atomic.boardUrl);
    await page.evaluate((extension) => {
      const frame = document.createElement('iframe');
      frame.src = `chrome-extension://${extension}/panel.html#guess`;
      document.body.append(frame);
    }, id);
    await page.waitForTimeout(1_500);
    for (const frame of page.frames().filter((candidate) => candidate !== page.mainFrame())) {
      expect(await frame.locator('.pill, .panel').count()).toBe(0);
    }
  });

  test('follows the reader’s colour scheme and has no accessibility fault in either', async ({
    page,
    atomic,
    findFaults,
  }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(atomic.boardUrl);
      await page.goto(atomic.dealUrl('1'));
      const panel = await panelFrame(page);
      await panel.locator('.pill, .panel').first().waitFor();
      expect(await findFaults(panel)).toEqual([]);
      if (await panel.locator('.pill').count()) await panel.locator('.pill').click();
      await page.mouse.move(0, 0); // the tip of a button that comes to lie under the pointer is no part of the view
      await panel.locator('.panel .section').first().waitFor();
      const page0 = await panel
        .locator('.panel')
        .evaluate((element: Element) => getComputedStyle(element).backgroundColor);
      expect(page0).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 25, 29)');
      expect(await findFaults(panel)).toEqual([]);

      await panel.getByRole('button', { name: 'More' }).click();
      await panel.getByRole('menuitem').first().waitFor();
      expect(await findFaults(panel)).toEqual([]);
    }
  });
});
