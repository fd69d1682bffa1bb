import { createServer } from 'node:http';
import { until, wait } from './browser.mjs';

/** A copy of what is on screen, without a script: it renders once and then rests, so that what is added shows. */
const COPY = `(() => {
  const css = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join('\\n');
  for (const element of document.querySelectorAll('script, style, link, img')) element.remove();
  document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href: 'data:,' }));
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
  return '<!doctype html>' + document.documentElement.outerHTML;
})()`;

/**
 * Serves a still copy of a deal of Atomic CRM under two names of this machine: `with` is an adapter's host, where the
 * extension works; `without` is none.
 */
export async function serveStillDeal(browser, crm) {
  const page = await browser.open();
  await page.goto(crm.dealUrl('1').replace('localhost', '127.0.0.1'));
  await until(() => page.run("document.querySelector('[role=dialog] h5') !== null"), 'a deal of Atomic CRM');
  await wait(1_500); // the dialog's animation, and the lists that come after it
  const html = await page.run(COPY);
  await page.close();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    with: `http://localhost:${port}`,
    without: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
