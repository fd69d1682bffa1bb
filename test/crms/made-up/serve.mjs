import { readFileSync } from 'node:fs';

const PAGE = readFileSync(new URL('./page.html', import.meta.url), 'utf8');

/** The adapter document of the made-up CRM; it is nowhere in the extension. */
export const ORCHARD = JSON.parse(readFileSync(new URL('./orchard.json', import.meta.url), 'utf8'));

export const ORCHARD_ORIGIN = 'https://deals.orchard.example';

/** The address of a deal, to see or to change. */
export function orchardDeal(no, mode = '') {
  return `${ORCHARD_ORIGIN}/?desk=deal&no=${no}${mode === '' ? '' : `&mode=${mode}`}`;
}

/** Serves the CRM at its own origin, and at any other given, in a browser under test. */
export async function routeOrchard(context, origin = ORCHARD_ORIGIN) {
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: PAGE }),
  );
}
