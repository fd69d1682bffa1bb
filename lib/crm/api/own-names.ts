import type { OwnField } from '@/lib/crm/read-plan';
import type { Client } from './client';

/** The CRM's names of the pack's own fields; a name that is none in this CRM never reaches a call. */
export function ownNames({ block, adapter }: Client, own: readonly OwnField[]): string[] {
  const plain = new RegExp(`^(?:${block.crmName ?? '\\w{1,80}'})$`);
  return own.flatMap((field) => {
    const name = field.crm[adapter.route.adapter];
    return name !== undefined && plain.test(name) ? [name] : [];
  });
}
