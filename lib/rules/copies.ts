import { fieldOf, type Deal } from '@/lib/domain/deal';
import { plainLabel } from './plain-label';
import type { RunnableField } from './types';

/** Shorter texts may be the same by chance: a name, a product, a yes. */
const SHORTEST = 20;

/** Chinese and Japanese say the same in about half the signs. */
const SHORTEST_DENSE = 10;

type Texts = Pick<RunnableField, 'key' | 'label' | 'type' | 'junk' | 'contact'>;

/** Fields whose text stands word for word in a field before them, by key, with the label of that one. */
export function copiesOf(fields: readonly Texts[], deal: Deal): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const copies = new Map<string, string>();
  for (const { key, label, type, junk, contact } of fields) {
    if ((type !== 'text' && type !== 'longText') || junk === 'off' || contact === true) continue;
    const field = fieldOf(deal, key);
    const text = field.state === 'value' && typeof field.value === 'string' ? prose(field.value) : null;
    if (text === null) continue;
    const other = first.get(text);
    if (other === undefined) first.set(text, label);
    else copies.set(key, other);
  }
  return copies;
}

/** A text long enough to have been written, in plain form; else null. */
export function prose(text: string): string | null {
  if (text.length < SHORTEST_DENSE) return null;
  const plain = plainLabel(text);
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(plain);
  return plain.length >= (dense ? SHORTEST_DENSE : SHORTEST) ? plain : null;
}
