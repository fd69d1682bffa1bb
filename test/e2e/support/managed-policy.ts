import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';

const POLICIES = '/etc/chromium/policies/managed';
const OURS = 'fairlead-test-';
/** No test takes so long. */
const LEFT_BEHIND_MS = 600_000;

/** A policy file of Chromium for one extension, with what of the browser itself it sets beside. */
export type PolicyFile = {
  /** Null: the file stays, and says nothing of the extension. */
  write: (values: object | null) => void;
  remove: () => void;
};

/** Whether this machine lets a test set a policy of Chromium. */
export function canSetPolicy(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/chromium');
}

export function policyFile(id: string, browser: object = {}): PolicyFile {
  const file = join(POLICIES, `${OURS}${id}.json`);
  dropLeftBehind();
  return {
    write: (values) => {
      mkdirSync(POLICIES, { recursive: true });
      const ours = values === null ? {} : { '3rdparty': { extensions: { [id]: values } } };
      writeFileSync(file, JSON.stringify({ ...browser, ...ours }));
    },
    remove: () => {
      rmSync(file, { force: true });
      if (existsSync(POLICIES) && readdirSync(POLICIES).length === 0) rmSync(POLICIES, { recursive: true });
    },
  };
}

/** A run that was stopped half-way leaves its file behind, which sets things for every browser after it. */
function dropLeftBehind(): void {
  const names = existsSync(POLICIES) ? readdirSync(POLICIES) : [];
  for (const file of names.filter((name) => name.startsWith(OURS)).map((name) => join(POLICIES, name)))
    if (Date.now() - statSync(file).mtimeMs > LEFT_BEHIND_MS) rmSync(file, { force: true });
}

/** Makes the browser read its policies now; by itself it looks at the file after a while. */
export async function reloadPolicies(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://policy');
  await page.evaluate(() =>
    (globalThis as unknown as { chrome: { send: (name: string) => void } }).chrome.send('reloadPolicies'),
  );
  await page.close();
}
