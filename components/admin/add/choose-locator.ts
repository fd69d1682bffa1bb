import type { ReadPlan } from '@/lib/crm/adapter-schema';
import type { Picked } from '@/lib/crm/pick/picked';
import type { Proposal } from '@/lib/crm/pick/propose-locator';
import type { RawField } from '@/lib/domain/raw-reading';

/** The plan that reads one value by one proposal, wherever the page is. */
export function planOf(proposal: Proposal): ReadPlan {
  return {
    ready: 'body',
    ...(proposal.deep ? { deep: true as const } : {}),
    labels: proposal.labels ? [proposal.labels] : [],
    emptyTexts: ['—', '–', '-'],
    fields: { picked: { at: [proposal.locator] } },
    lists: {},
  };
}

/** A proposal with what it reads on the page now. */
export type Tried = { proposal: Proposal; reads: RawField };

/** The proposals that find the picked value again, or find it empty where it is; the best first. */
export function working(
  proposals: readonly Proposal[],
  readings: readonly (Record<string, RawField> | null)[],
  picked: Picked,
): Tried[] {
  const text = (picked.chain[0]?.text ?? '').slice(0, 200);
  return proposals.flatMap((proposal, at): Tried[] => {
    const reads = readings[at]?.['picked'];
    if (!reads || reads.state === 'unknown') return [];
    const same = reads.state === 'empty' ? isBlank(text) : reads.text.slice(0, 200) === text;
    return same ? [{ proposal, reads }] : [];
  });
}

function isBlank(text: string): boolean {
  return text === '' || /^[—–-]+$/.test(text);
}
