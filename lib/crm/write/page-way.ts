import { browser } from 'wxt/browser';
import type { Adapter, ReadPlan } from '@/lib/crm/adapter-schema';
import type { PageWrite } from '@/lib/crm/adapter-write-schema';
import type { FieldKey } from '@/lib/domain/fields';
import type { Clock } from '@/lib/domain/clock';
import type { Field } from '@/lib/domain/deal';
import { toDeal, toField, typeOf, type FieldTypes } from '@/lib/domain/parse';
import { readRawReading, type RawReading } from '@/lib/domain/raw-reading';
import { writeFormatOf } from '@/lib/domain/write-text';
import type { OwnField } from '@/lib/crm/read-plan';
import { placeOf } from '@/lib/crm/route';
import type { WaitReason } from '@/lib/domain/writes';
import { FILLER, type FieldJob, type FormFiller, type FormOutcome, type FormTask } from './form-messages';
import { formOutcomeSchema } from './form-outcome';
import type { Looked, Sent, WritePort } from './perform';
import { targetsOf } from './targets';

export type PageWay = {
  tabId: number;
  adapter: Adapter;
  plan: ReadPlan;
  dealId: string;
  own: readonly OwnField[];
  types: FieldTypes;
  clock: () => Clock;
};

/** Writes by filling the form of the page that is open in a tab. */
export function pageWay(way: PageWay, recipe: PageWrite): WritePort {
  let last: RawReading | null = null;
  return {
    way: 'page',
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    read: async () => {
      const reading = await readPage(way);
      last = reading ?? last;
      return reading
        ? { kind: 'read', deal: toDeal(reading, way.types, way.adapter.formats, way.clock()) }
        : waitingFor('notOpen');
    },
    send: async (edits) => {
      const jobs = edits.map(({ field, to }): FieldJob => {
        const filled = last?.fields[field]?.state === 'value';
        return { field, targets: targetsOf(recipe, field, way.own, way.adapter), value: to, filled };
      });
      const language = last?.language ?? null;
      const format = writeFormatOf({ language, ...way.adapter.formats });
      const { plan, dealId: recordId, tabId } = way;
      return sentOf(
        await fillPage(tabId, { plan, recordId, url: last?.url ?? '', recipe, format, jobs }),
        way,
        language,
      );
    },
  };
}

/** What the tab shows of this deal; null when it shows another page, or nothing yet. */
async function readPage({ tabId, plan, dealId, adapter }: PageWay): Promise<RawReading | null> {
  const { reading } = readRawReading(await inPage(tabId, runRead, [FILLER, plan, dealId]));
  if (!reading) return null;
  const place = placeOf(adapter.route, new URL(reading.url));
  return 'id' in place && place.id === dealId ? reading : null;
}

async function fillPage(tabId: number, task: FormTask): Promise<FormOutcome> {
  const outcome = formOutcomeSchema.safeParse(await inPage(tabId, runFill, [FILLER, task]));
  return outcome.success ? outcome.data : { kind: 'noAnswer' };
}

/** Both run in the page's isolated world, where the filler has been put; they may use nothing from around them. */
function runRead(name: string, plan: ReadPlan, recordId: string): RawReading | null {
  return (globalThis as unknown as Record<string, FormFiller>)[name]?.read(plan, recordId) ?? null;
}

function runFill(name: string, task: FormTask): Promise<FormOutcome> | undefined {
  return (globalThis as unknown as Record<string, FormFiller>)[name]?.fill(task);
}

/** Runs a function in the page; a page that goes away while it is worked on gives nothing, and reading back then tells. */
async function inPage<Args extends unknown[]>(
  tabId: number,
  func: (...args: Args) => unknown,
  args: Args,
): Promise<unknown> {
  const target = { tabId, frameIds: [0] };
  try {
    await browser.scripting.executeScript({ target, files: ['/filler.js'] });
    const [found] = await browser.scripting.executeScript({ target, func, args });
    return found?.result;
  } catch {
    return undefined;
  }
}

function sentOf(outcome: FormOutcome, way: PageWay, language: string | null): Sent {
  switch (outcome.kind) {
    case 'saved':
      return { kind: 'sent', was: heldBefore(outcome.was, way, language) };
    case 'refused':
      return outcome;
    case 'noControl':
      return {
        kind: 'refused',
        message: '',
        fields: { [outcome.field]: 'The CRM’s form has no control for it here.' },
      };
    case 'noOption':
      return { kind: 'refused', message: '', fields: { [outcome.field]: noSuchChoice(outcome.offers) } };
    case 'notOpen':
    case 'unsaved':
    case 'offline':
    case 'noAnswer':
      return waitingFor(outcome.kind);
  }
}

function noSuchChoice(offers: readonly string[]): string {
  if (offers.length === 0) return 'The CRM offers no such choice.';
  return `The CRM offers no such choice. It offers: ${offers.join(', ')}.`;
}

/** What the controls held is exact, where the page may have shown a rounded form. */
function heldBefore(was: Readonly<Record<string, string>>, way: PageWay, language: string | null) {
  const context = { source: 'page' as const, hints: { language, ...way.adapter.formats }, clock: way.clock() };
  return Object.fromEntries(
    Object.entries(was).flatMap(([key, text]): [string, Field][] => {
      const field = toField({ state: 'value', text }, typeOf(key as FieldKey, way.types), context);
      return field.state === 'unknown' ? [] : [[key, field]];
    }),
  );
}

const WAITS: Readonly<Record<Exclude<WaitReason, 'limited' | 'signedOut' | 'server'>, string>> = {
  notOpen: 'The deal’s page is not open.',
  unsaved: 'The CRM’s own form has unsaved edits. Save or discard them there first.',
  offline: 'This computer is offline.',
  noAnswer: 'The CRM did not say whether it saved.',
};

function waitingFor(reason: keyof typeof WAITS): Extract<Looked, { kind: 'waiting' }> {
  return { kind: 'waiting', reason, message: WAITS[reason] };
}
