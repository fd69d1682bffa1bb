import type { ApiCondition } from '@/lib/crm/adapter-api-schema';
import { find, findAll, plainText } from './path';

/** The longest text that an adapter's expression sees. */
const MATCHED_LENGTH = 2_000;

/** Whether a condition holds of an answer or a row. */
export function holds({ path, is, matches, present }: ApiCondition, root: unknown): boolean {
  const values = path.split('/').includes('*') ? findAll(root, path) : [];
  const found = values.length > 0 ? { state: 'value' as const, value: values[0] } : find(root, path);
  if (present !== undefined && (found.state !== 'absent') !== present) return false;
  if (
    is &&
    !is.some((wanted) => (wanted === null ? found.state === 'null' : found.state === 'value' && found.value === wanted))
  )
    return false;
  if (matches === undefined) return true;
  const text = found.state === 'value' ? plainText(found.value) : null;
  return text !== null && new RegExp(matches).test(text.slice(0, MATCHED_LENGTH));
}

/** Whether all of them hold. */
export function allHold(conditions: readonly ApiCondition[] | undefined, root: unknown): boolean {
  return (conditions ?? []).every((condition) => holds(condition, root));
}
