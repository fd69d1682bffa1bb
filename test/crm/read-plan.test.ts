import { describe, expect, test } from 'vitest';
import { readPlan } from '@/lib/crm/read-plan';
import { adapterById } from '@/lib/crm/registry';

const buyer = {
  key: 'custom.economic_buyer',
  labels: ['Economic buyer', 'Wirtschaftlicher Käufer'],
  crm: { salesforce: 'Economic_Buyer__c' },
} as const;

function plan(id: string, fields: Parameters<typeof readPlan>[1]): ReturnType<typeof readPlan> {
  const adapter = adapterById(id);
  if (!adapter) throw new Error(`no adapter ${id}`);
  return readPlan(adapter, fields);
}

describe('a pack’s own field', () => {
  test('is found by its name in the CRM where the adapter has a template for it', () => {
    expect(plan('salesforce', [buyer]).fields['custom.economic_buyer']?.at[0]?.css).toContain(
      'Opportunity.Economic_Buyer__c',
    );
  });

  test('is found by its labels where the CRM shows labels only', () => {
    expect(plan('atomic-crm', [buyer]).fields['custom.economic_buyer']?.at).toEqual([
      { labels: ['Economic buyer', 'Wirtschaftlicher Käufer'] },
    ]);
  });

  test('is left out, hence unknown, where the pack does not say its name in this CRM', () => {
    expect(plan('salesforce', [{ ...buyer, crm: {} }]).fields['custom.economic_buyer']).toBeUndefined();
  });

  test('cannot smuggle a selector in by its name', () => {
    expect(
      plan('salesforce', [{ ...buyer, crm: { salesforce: "x'], body [a='" } }]).fields['custom.economic_buyer'],
    ).toBeUndefined();
  });

  test('leaves the canonical fields as the adapter has them', () => {
    expect(plan('salesforce', [buyer]).fields['amount']).toEqual(adapterById('salesforce')?.read.fields.amount);
  });
});
