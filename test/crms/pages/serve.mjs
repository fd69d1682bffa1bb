// Pages made after what each CRM's own pages are known to hold, served at their true origins; see README.md.
import { readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';

const SOURCES = new URL('src/', import.meta.url);
const files = new Map(readdirSync(SOURCES).map((name) => [name, readFileSync(new URL(name, SOURCES))]));

const TYPES = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** As a careful production page sets it: no frames, nothing from elsewhere, no inline scripts. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'self'",
].join('; ');

const CRMS = {
  hubspot: {
    origin: 'https://app-eu1.hubspot.com',
    record: (id) => `/contacts/139/record/0-3/${id}`,
    list: '/contacts/139/objects/0-3/views/all/list',
    board: '/contacts/139/objects/0-3/views/all/board',
  },
  dynamics: {
    origin: 'https://acme.crm4.dynamics.com',
    record: (id) =>
      `/main.aspx?appid=aaaaaaaa-0000-4000-8000-000000000001&pagetype=entityrecord&etn=opportunity&id=${id}`,
    list: '/main.aspx?appid=aaaaaaaa-0000-4000-8000-000000000001&pagetype=entitylist&etn=opportunity&viewType=1039',
    board:
      '/main.aspx?appid=aaaaaaaa-0000-4000-8000-000000000001&pagetype=entitylist&etn=opportunity&viewType=1039&board=1',
  },
  odoo17: {
    origin: 'https://acme.odoo.com',
    record: (id) => `/web#id=${id}&menu_id=187&action=317&model=crm.lead&view_type=form`,
    list: '/web#menu_id=187&action=317&model=crm.lead&view_type=list',
    board: '/web#menu_id=187&action=317&model=crm.lead&view_type=kanban',
  },
  odoo18: {
    origin: 'https://acme.odoo.com',
    record: (id) => `/odoo/crm/${id}`,
    list: '/odoo/crm?view_type=list',
    board: '/odoo/crm',
  },
};
CRMS.odoo19 = { ...CRMS.odoo18, record: (id) => `/odoo/crm.lead/${id}` };

/**
 * The pages of one CRM, for Playwright:
 * `context.route(`${origin}/**`, (route) => route.fulfill(respond(route.request().url())))`.
 * A page takes `?delay=` (ms from a change of the address to the record, 80). What is stored: `window.fixture.deals`.
 * @param {'hubspot' | 'dynamics' | 'odoo17' | 'odoo18' | 'odoo19'} crm
 * @param {() => readonly object[]} [deals] what the pages show when they are loaded, in place of their own deals
 */
export function pageRoutes(crm, deals) {
  const { origin, record, list, board } = CRMS[crm];
  return {
    origin,
    recordUrl: (id) => `${origin}${record(id)}`,
    listUrl: `${origin}${list}`,
    boardUrl: `${origin}${board}`,
    respond: (url) => answer(crm, new URL(url).pathname, deals),
  };
}

function answer(crm, path, deals) {
  const name = path.startsWith('/fixture/') ? path.slice('/fixture/'.length) : null;
  const file = name === null ? shell(crm, deals) : files.get(name);
  if (!file || /\.(?:ico|map)$/.test(path))
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  const type = name === null ? 'text/html; charset=utf-8' : TYPES[extname(name)];
  return { status: 200, headers: { 'content-type': type, 'content-security-policy': POLICY }, body: file };
}

function shell(crm, deals) {
  const given = deals
    ? ` data-deals="${JSON.stringify(deals()).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
    : '';
  const module = crm.replace(/\d+$/, '');
  return `<!doctype html><html lang="en-US" data-crm="${crm}"${given}><head><meta charset="utf-8"><title>CRM</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/fixture/page.css"></head><body><script type="module" src="/fixture/${module}.js"></script></body></html>`;
}
