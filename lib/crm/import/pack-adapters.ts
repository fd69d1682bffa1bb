import { NOTHING_INSTALLED } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import type { AdapterError } from './adapter-error';
import { checkAdapter } from './check-file';

/** What is wrong with an adapter document inside a pack; empty when nothing is. It is checked as a file would be. */
export function adapterFaults(document: unknown): readonly AdapterError[] {
  const context = { shipped: ADAPTERS, installed: NOTHING_INSTALLED, source: 'pack' } as const;
  const checked = checkAdapter(JSON.stringify(document), context);
  return checked.ok ? [] : checked.errors;
}
