import { browser } from 'wxt/browser';
import { adapterInUse } from '@/lib/cache/adapters';
import { MARKS, type MarkTask, type PageMarks, type Reached } from '@/lib/crm/mark-messages';
import { readPlan } from '@/lib/crm/read-plan';
import type { MarkCalls } from './mark-calls';
import { packsFields } from './packs-fields';
import type { Caller, Handlers } from './service';

/** Has marks shown on the page of the tab that asks. A page that has none and is to have none is left alone. */
export function markHandlers(): Pick<Handlers, keyof MarkCalls> {
  return {
    showMarks: async ({ dealId, marks, words }, { tab }) => {
      if (!tab) return null;
      if (marks.length === 0) await inPage(tab.id, runClear, [MARKS]);
      else {
        const task = await taskOf(tab, dealId, { marks, words });
        if (task) await withMarks(tab.id, runShow, [MARKS, task]);
      }
      return null;
    },
    showField: async ({ dealId, field }, { tab }) => {
      const task = tab && (await taskOf(tab, dealId, { marks: [], words: { hide: '' } }));
      const reached = tab && task ? await withMarks(tab.id, runReach, [MARKS, task, field]) : null;
      return reached === 'shown' || reached === 'covered' ? reached : 'absent';
    },
  };
}

async function taskOf(
  tab: NonNullable<Caller['tab']>,
  recordId: string,
  parts: Pick<MarkTask, 'marks' | 'words'>,
): Promise<MarkTask | null> {
  const adapter = await adapterInUse(tab.adapter);
  return adapter && { plan: readPlan(adapter, (await packsFields()).own), recordId, ...parts };
}

/** All run in the page's isolated world and may use nothing from around them. Null: the script is not there yet. */
function runShow(name: string, task: MarkTask): true | null {
  const marks = (globalThis as unknown as Record<string, PageMarks>)[name];
  marks?.show(task);
  return marks ? true : null;
}

function runReach(name: string, task: MarkTask, field: string): Reached | null {
  return (globalThis as unknown as Record<string, PageMarks>)[name]?.reach(task, field) ?? null;
}

function runClear(name: string): null {
  (globalThis as unknown as Record<string, PageMarks>)[name]?.clear();
  return null;
}

/** Runs a function beside the marks' script, which is put there first where it is missing. */
async function withMarks<Args extends unknown[]>(
  tabId: number,
  func: (...args: Args) => unknown,
  args: Args,
): Promise<unknown> {
  const result = await inPage(tabId, func, args);
  if (result !== null) return result;
  await browser.scripting
    .executeScript({ target: { tabId, frameIds: [0] }, files: ['/marks.js'] })
    .catch(() => undefined);
  return inPage(tabId, func, args);
}

/** A page that goes away meanwhile needs no marks. */
async function inPage<Args extends unknown[]>(
  tabId: number,
  func: (...args: Args) => unknown,
  args: Args,
): Promise<unknown> {
  const target = { tabId, frameIds: [0] };
  const [found] = await browser.scripting.executeScript({ target, func, args }).catch(() => []);
  return found?.result ?? null;
}
