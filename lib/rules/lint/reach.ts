import type { CompiledPack } from '../types';
import type { CrmReach } from './types';

/** What each fact needs of the CRM; one that is not here rests on the history that the extension keeps. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'facts.ageDays': ['deal.createdAt'],
  'facts.contactsEngaged': ['list.contacts', 'row.contacts.lastActivityAt'],
  'facts.activitiesLast30': ['list.activities', 'row.activities.at'],
  'facts.openActivities': ['list.activities', 'row.activities.at'],
  'facts.amountChangePercent': ['deal.amount'],
  'facts.pushes': ['deal.closeDate'],
  'facts.pushedDays': ['deal.closeDate'],
};

/** Whether an adapter can read an input of an expression. */
export function reaches(crm: CrmReach, input: string, pack: Pick<CompiledPack, 'fields'>): boolean {
  const needs = NEEDS[input];
  if (needs !== undefined) return needs.every((need) => reaches(crm, need, pack));
  if (input === 'stage') return reaches(crm, 'deal.stage.label', pack);
  if (input === 'facts.daysSilent')
    return ['list.activities', 'list.contacts'].some((need) => reaches(crm, need, pack));
  const [root = '', ...rest] = input.split('.');
  if (root === 'list') return rest[0] === 'changes' || listKeys(crm, rest[0] ?? '') !== undefined;
  if (root.startsWith('row'))
    return rest[0] === 'changes' || listKeys(crm, rest[0] ?? '')?.includes(rest[1] ?? '') === true;
  return root !== 'deal' || reachesField(crm, rest.join('.'), pack);
}

function listKeys(crm: CrmReach, list: string): readonly string[] | undefined {
  return Object.entries(crm.lists).find(([name]) => name === list)?.[1];
}

/** A pack's own field is found by its labels, or by the name it has in that CRM. */
function reachesField(crm: CrmReach, key: string, pack: Pick<CompiledPack, 'fields'>): boolean {
  if (crm.fields.some((field) => field === key)) return true;
  const field = pack.fields.find((f) => f.key === key);
  if (field === undefined || !key.startsWith('custom.')) return false;
  return crm.own.includes('label') || (crm.own.includes('name') && Object.hasOwn(field.crm, crm.id));
}
