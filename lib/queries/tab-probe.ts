import { browser, type Browser } from 'wxt/browser';
import type { ReadPlan } from '@/lib/crm/adapter-schema';
import type { Probe } from '@/lib/crm/page/probe';
import type { Picked } from '@/lib/crm/pick/picked';
import { matchesHost } from '@/lib/crm/route';
import type { RawField, RawRow } from '@/lib/domain/raw-reading';

/** The tab of a CRM that an adapter is being made for; opened if there is none. The host must be allowed. */
export async function crmTab(pattern: string, address: string): Promise<number> {
  const tabs = await browser.tabs.query({});
  const here = (tab: Browser.tabs.Tab): boolean => tab.url !== undefined && matchesHost(pattern, new URL(tab.url));
  const found = tabs.find((tab) => tab.url === address) ?? tabs.find(here);
  const tab = found ?? (await browser.tabs.create({ url: address, active: false }));
  if (tab.id === undefined) throw new Error('the tab of the CRM could not be opened');
  await prepare(tab.id);
  return tab.id;
}

/** Shows the CRM's tab, lets the person pick there, and comes back; null when they gave up. */
export async function pickIn(tabId: number, label: string): Promise<Picked | null> {
  const own = await browser.tabs.getCurrent();
  await browser.tabs.update(tabId, { active: true });
  try {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId },
      func: (name: string) => (globalThis as unknown as { fairleadProbe: Probe }).fairleadProbe.pick(name),
      args: [label],
    });
    return answer?.result ?? null; // our own probe's answer; its texts are only shown
  } finally {
    if (own?.id !== undefined) await browser.tabs.update(own.id, { active: true });
  }
}

/** What each plan reads on the page now. */
export async function readIn(
  tabId: number,
  plans: readonly ReadPlan[],
  id: string,
): Promise<(Record<string, RawField> | null)[]> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId },
    func: (all: readonly ReadPlan[], record: string) =>
      (globalThis as unknown as { fairleadProbe: Probe }).fairleadProbe.read(all, record),
    args: [[...plans], id],
  });
  return answer?.result ?? plans.map(() => null);
}

/** The deals that each plan reads from a list on the page now. */
export async function readRowsIn(tabId: number, plans: readonly ReadPlan[]): Promise<(RawRow[] | null)[]> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId },
    func: (all: readonly ReadPlan[]) => (globalThis as unknown as { fairleadProbe: Probe }).fairleadProbe.readRows(all),
    args: [[...plans]],
  });
  return answer?.result ?? plans.map(() => null);
}

/** The tab that shows this very address; opened if there is none. The host must be allowed. */
export async function tabAt(address: string): Promise<number> {
  const open = (await browser.tabs.query({})).find((tab) => tab.url === address);
  const tab = open ?? (await browser.tabs.create({ url: address, active: false }));
  if (tab.id === undefined) throw new Error('the tab of the CRM could not be opened');
  await prepare(tab.id);
  return tab.id;
}

/** A tab that was picked in before, wherever it is now. */
export async function prepare(tabId: number): Promise<void> {
  await loaded(tabId);
  await browser.scripting.executeScript({ target: { tabId }, files: ['/probe.js'] });
}

async function loaded(tabId: number): Promise<void> {
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    // Polled one after the other: the tab is ready or it is not.
    if ((await browser.tabs.get(tabId)).status === 'complete') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
