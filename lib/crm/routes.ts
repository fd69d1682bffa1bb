import type { Route } from './adapter-schema';
import { route as atomicCrm } from './adapters/atomic-crm.json';
import { route as dynamics } from './adapters/dynamics.json';
import { route as frappeCrm } from './adapters/frappe-crm.json';
import { route as hubspot } from './adapters/hubspot.json';
import { route as krayin } from './adapters/krayin.json';
import { route as odoo } from './adapters/odoo.json';
import { route as pipedrive } from './adapters/pipedrive.json';
import { route as salesforce } from './adapters/salesforce.json';
import { route as suitecrm } from './adapters/suitecrm.json';
import { route as tryton } from './adapters/tryton.json';
import { route as twenty } from './adapters/twenty.json';
import { route as zoho } from './adapters/zoho.json';

/** The routes of all shipped adapters: all that the always-on content script carries of them. */
export const ROUTES = [
  atomicCrm,
  dynamics,
  frappeCrm,
  hubspot,
  krayin,
  odoo,
  pipedrive,
  salesforce,
  suitecrm,
  tryton,
  twenty,
  zoho,
] as readonly Route[]; // the adapter tests parse every document
