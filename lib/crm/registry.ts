import type { Adapter } from './adapter-schema';
import atomicCrm from './adapters/atomic-crm.json';
import dynamics from './adapters/dynamics.json';
import frappeCrm from './adapters/frappe-crm.json';
import hubspot from './adapters/hubspot.json';
import krayin from './adapters/krayin.json';
import odoo from './adapters/odoo.json';
import pipedrive from './adapters/pipedrive.json';
import salesforce from './adapters/salesforce.json';
import suitecrm from './adapters/suitecrm.json';
import tryton from './adapters/tryton.json';
import twenty from './adapters/twenty.json';
import zoho from './adapters/zoho.json';

/** Every shipped adapter, one line each; a test holds this list, the routes and the folder against each other. */
export const ADAPTERS = [
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
] as unknown as readonly Adapter[]; // parsed by the adapter tests, not at each start

/** The adapter of this id, or null. */
export function adapterById(id: string): Adapter | null {
  return ADAPTERS.find((adapter) => adapter.route.adapter === id) ?? null;
}
