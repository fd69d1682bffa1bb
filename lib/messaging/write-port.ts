import { readPack } from '@/lib/cache/pack-cache';
import { adapterById } from '@/lib/crm/registry';
import { readPlan, type OwnField } from '@/lib/crm/read-plan';
import { pageWay } from '@/lib/crm/write/page-way';
import { pageTakes } from '@/lib/crm/write/targets';
import type { WritePort } from '@/lib/crm/write/perform';
import type { FieldTypes } from '@/lib/domain/parse';
import type { NewWrite, WriteResult } from '@/lib/domain/writes';
import { loadPack } from '@/lib/rules/load';
import { packFields } from '@/lib/rules/pack-fields';
import { currentClock } from './current-clock';
import type { Caller } from './service';

/** The way to write to a deal from where the call came: the page's own form. A result where there is none now. */
export async function writePort({ dealId, edits, task }: NewWrite, { tab }: Caller): Promise<WritePort | WriteResult> {
  const adapter = tab === null ? null : adapterById(tab.adapter);
  if (tab === null || adapter === null)
    return { kind: 'waiting', reason: 'notOpen', message: 'The deal’s page is not open.' };
  const { own, types } = await packsFields();
  const recipe = adapter.write?.page;
  if (!recipe || task !== undefined || !edits.every(({ field }) => pageTakes(adapter, field, own)))
    return { kind: 'refused', message: 'This CRM’s page has no control for that.', fields: {} };
  const plan = readPlan(adapter, own);
  return pageWay({ tabId: tab.id, adapter, plan, dealId, own, types, clock: currentClock }, recipe);
}

async function packsFields(): Promise<{ own: readonly OwnField[]; types: FieldTypes }> {
  const cached = await readPack();
  const loaded = cached ? loadPack(cached.compiled) : null;
  const fields = loaded?.ok ? packFields(loaded.pack) : [];
  return { own: fields, types: Object.fromEntries(fields.map((field) => [field.key, field.type])) };
}
