import { browser } from 'wxt/browser';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { adapterNamed, catalogOf, type Catalog } from '@/lib/crm/catalog';
import { NOTHING_INSTALLED, type Installed } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import { allowsCrm } from '@/lib/domain/policy-rules';
import { onRulesChange, readRules } from './policy-cache';

const KEY = 'adapters';

/** What was added to the shipped adapters. */
export async function readInstalled(): Promise<Installed> {
  const stored = (await browser.storage.local.get(KEY))[KEY] as Installed | undefined; // written by `changeInstalled` only
  return stored?.format === 1 ? stored : NOTHING_INSTALLED;
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Changes what was added; called by the background only. One change at a time, or of two at once the second would undo
 * the first; one write, so that every page sees the old or the new state, complete.
 */
export function changeInstalled(change: (installed: Installed) => Installed): Promise<void> {
  const next = queue.then(async () => browser.storage.local.set({ [KEY]: change(await readInstalled()) }));
  queue = next.catch(() => undefined);
  return next;
}

/** Every adapter in use, shipped or added, as far as the managed policy lets them work. */
export async function readCatalog(): Promise<Catalog> {
  const [installed, rules] = await Promise.all([readInstalled(), readRules()]);
  return catalogOf(ADAPTERS, installed, (adapter) => allowsCrm(rules, adapter));
}

/** The adapter of this id, shipped or added; null when there is none, or the policy does not let it work. */
export async function adapterInUse(id: string): Promise<Adapter | null> {
  return adapterNamed(await readCatalog(), id);
}

/** Calls back when adapters were added or taken out, or the policy lets others work, until aborted. */
export function onAdaptersChange(callback: () => void, signal: AbortSignal): void {
  onRulesChange(callback, signal);
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}
