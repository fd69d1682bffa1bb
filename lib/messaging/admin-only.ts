import type { Caller } from './service';

/** Refuses all but the extension's own tabs: a panel that a CRM's page frames changes no settings. */
export function adminOnly(caller: Caller): void {
  if (!caller.ownTab) throw new Error('this is done from the extension’s own pages only');
}
