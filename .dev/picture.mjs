/** `npm run picture`: takes the README's pictures from the running extension, in light and dark. */
import { join } from 'node:path';
import { openDemo } from './demo.mjs';
import { say } from './progress.mjs';
import { root } from './setup.mjs';

for (const colorScheme of ['light', 'dark']) {
  const demo = await openDemo({ headless: true, colorScheme });
  await demo.page.waitForTimeout(500); // the CRM's own opening animation
  const path = join(root, `.github/panel-${colorScheme}.png`);
  await demo.page.screenshot({ path });
  say(`Wrote ${path}.`);
  await demo.close();
}
process.exit(0);
