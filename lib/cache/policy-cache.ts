import { browser } from 'wxt/browser';
import { NO_RULES, type PolicyRules } from '@/lib/domain/policy-rules';

/**
 * The managed policy as last understood; null where there is none. What it holds is `Policy` of lib/channels/policy, which is
 * parsed before it is kept. `gone` says that the browser has none any more.
 */
export type KeptPolicy = { policy: unknown; gone: boolean; problem: string | null };

const KEY = 'policy';
/** Apart from the policy itself, which may hold megabytes of adapters: this is read before each first paint. */
const RULES = 'policyRules';
const INSTALL = 'installId';

export async function readKeptPolicy(): Promise<KeptPolicy | null> {
  return ((await browser.storage.local.get(KEY))[KEY] as KeptPolicy | undefined) ?? null; // written by `keepPolicy` only
}

/** Keeps the policy and what follows from it in one write. */
export async function keepPolicy(policy: KeptPolicy): Promise<void> {
  await browser.storage.local.set({ [KEY]: policy, [RULES]: rulesOf(policy) });
}

/** What the policy that counts asks of every context. */
export async function readRules(): Promise<PolicyRules> {
  return ((await browser.storage.local.get(RULES))[RULES] as PolicyRules | undefined) ?? NO_RULES; // written by `keepPolicy` only
}

/** Calls back when the policy asks for something else, until aborted. */
export function onRulesChange(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && RULES in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

/** The part of a kept policy that every context obeys; a policy that is gone asks for nothing. */
export function rulesOf({ policy, gone }: KeptPolicy): PolicyRules {
  if (gone || typeof policy !== 'object' || policy === null) return NO_RULES;
  const {
    allowedCrms = null,
    locked = [],
    retentionDays = null,
    sessionCookie = false,
  } = policy as Partial<PolicyRules>; // parsed before it was kept
  return { allowedCrms, locked, retentionDays, sessionCookie };
}

/** The random name of this install, made on first use. It never leaves the browser. */
export async function readInstallId(make: () => string): Promise<string> {
  const known = (await browser.storage.local.get(INSTALL))[INSTALL];
  if (typeof known === 'string') return known;
  const made = make();
  await browser.storage.local.set({ [INSTALL]: made });
  return made;
}
