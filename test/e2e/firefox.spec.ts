import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeDemoBuild } from '../../.dev/demo-build.mjs';
import { root, toolEnvironment } from '../../.dev/setup.mjs';
import { startAtomic } from '../crms/atomic/serve.mjs';
import { findFirefox, PAGES, startFirefox, type Firefox } from './support/firefox';

const program = findFirefox();

test.skip(program === null, 'There is no Firefox here; on Debian it is the package firefox-esr.');
test.setTimeout(180_000); // a build, and a browser's first start

type Box = { x: number; y: number; width: number; height: number; shown: boolean };

/** The panel's frame on the page, by its host; null while there is none. */
const frameBox = (firefox: Firefox): Promise<Box | null> =>
  firefox.run(`(() => {
    const host = [...document.documentElement.children].find((each) => each.style?.contain === 'strict');
    if (!host) return null;
    const { x, y, width, height } = host.getBoundingClientRect();
    return { x, y, width, height, shown: getComputedStyle(host).visibility === 'visible' };
  })()`);

const marksAreThere = (firefox: Firefox): Promise<boolean> =>
  firefox.run(`[...document.documentElement.children].some((each) => each.style?.zIndex === '2147483646')`);

test('in Firefox the panel judges a deal on the page, marks its gaps, unfolds, and the extension’s own pages work', async () => {
  execFileSync('wxt', ['build', '-b', 'firefox'], { cwd: root, env: toolEnvironment(), stdio: 'ignore' });
  const extension = makeDemoBuild('firefox-mv2');
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  const atomic = await startAtomic({ log: () => undefined });
  const firefox = await startFirefox(program ?? '', extension, manifest.browser_specific_settings.gecko.id);
  try {
    await firefox.goto(atomic.dealUrl('1'));
    // Marks come once the deal is judged; the frame is as large as the pill by then.
    await expect.poll(() => marksAreThere(firefox), { timeout: 60_000 }).toBe(true);
    await expect.poll(() => frameBox(firefox)).toMatchObject({ height: 44, shown: true });
    const pill = await frameBox(firefox);
    await firefox.click((pill?.x ?? 0) + 40, (pill?.y ?? 0) + 20);
    await expect.poll(() => frameBox(firefox), { timeout: 20_000 }).toMatchObject({ width: 400, shown: true });
    if (process.env['SHOTS']) writeFileSync(`${process.env['SHOTS']}/firefox.png`, await firefox.screenshot());

    await firefox.goto(`${PAGES}/sample.html`);
    const gaps = () => firefox.run<number>(`document.querySelectorAll('.sample-mark').length`);
    await expect.poll(gaps, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(firefox.errors).toEqual([]);
  } finally {
    await firefox.close();
    await atomic.close();
  }
});
