import type { FieldType } from '@/lib/domain/fields';
import type { Adapter, FieldPlan, Locator, ReadPlan } from './adapter-schema';

/** A pack's own field, with what is known of its place in each CRM. */
export type OwnField = {
  key: `custom.${string}`;
  labels: readonly string[];
  /** What its values are; text when absent. */
  type?: FieldType;
  /** It names a person who has this role on the deal. */
  contact?: true;
  /** adapter id → the field's name in that CRM */
  crm: Readonly<Record<string, string>>;
};

/** The plan for reading a record of this CRM, with the pack's own fields added. */
export function readPlan(adapter: Adapter, fields: readonly OwnField[]): ReadPlan {
  const custom: Record<string, FieldPlan> = {};
  for (const field of fields) {
    const at = adapter.custom.flatMap((template) => locatorFor(template, field, adapter.route.adapter));
    if (at.length > 0) custom[field.key] = { at };
  }
  return { ...adapter.read, fields: { ...adapter.read.fields, ...custom } };
}

function locatorFor(template: Locator, field: OwnField, adapter: string): Locator[] {
  if (template.labels) return [{ ...template, labels: [...field.labels] }];
  const name = field.crm[adapter];
  // A field name is data of a pack: only plain API names reach a selector.
  if (template.css === undefined || name === undefined || !/^\w+$/.test(name)) return [];
  return [{ ...template, css: template.css.replaceAll('{crm}', name) }];
}
