import type { Route } from './adapter-schema';
import { route as atomicCrm } from './adapters/atomic-crm.json';
import { route as salesforce } from './adapters/salesforce.json';
import { route as tryton } from './adapters/tryton.json';

/** The routes of all shipped adapters: all that the always-on content script carries of them. */
export const ROUTES = [atomicCrm, salesforce, tryton] as readonly Route[]; // the adapter tests parse every document
