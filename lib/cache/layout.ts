import { browser } from 'wxt/browser';
import type { Position } from '@/lib/crm/page-port';

/** How the user left the panel. */
export type Layout = { open: boolean; position: Position };

const KEY = 'layout';
const FIRST: Layout = { open: false, position: { side: 'right', x: 16, bottom: 16 } };

export async function readLayout(): Promise<Layout> {
  return ((await browser.storage.local.get(KEY))[KEY] as Layout | undefined) ?? FIRST; // written by `writeLayout` only
}

export async function writeLayout(layout: Layout): Promise<void> {
  await browser.storage.local.set({ [KEY]: layout });
}
