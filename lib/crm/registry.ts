import type { Adapter } from './adapter-schema';
import atomicCrm from './adapters/atomic-crm.json';
import salesforce from './adapters/salesforce.json';
import tryton from './adapters/tryton.json';

/** Every shipped adapter, one line each; a test holds this list, the routes and the folder against each other. */
export const ADAPTERS = [atomicCrm, salesforce, tryton] as unknown as readonly Adapter[]; // parsed by the adapter tests, not at each start

/** The adapter of this id, or null. */
export function adapterById(id: string): Adapter | null {
  return ADAPTERS.find((adapter) => adapter.route.adapter === id) ?? null;
}
