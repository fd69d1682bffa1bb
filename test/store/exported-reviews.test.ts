import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Review } from '@/lib/domain/review';
import { openDatabase } from '@/lib/store/database';
import { keptPart } from '@/lib/store/kept';
import { putCommitment, putReview } from '@/lib/store/reviews';

const REVIEW: Review = {
  dealId: '1',
  dealName: 'Acme',
  day: '2026-11-22',
  at: 5,
  call: 'commit',
  callDate: null,
  note: '',
  category: null,
  score: null,
  pushes: null,
  seen: { at: 4, fields: {}, contacts: null },
};
const PROMISE = { id: 'a', dealId: '1', text: 'Call', due: null, madeAt: 5, doneAt: null };

test('an export holds what was decided and promised in reviews of its deals; what a page needs for its tables does not', async () => {
  const database = openDatabase('exported-reviews');
  for (const [tenant, id] of [
    ['t', '1'],
    ['other', '1'],
  ] as const) {
    const deal = { id, url: '', readAt: 1, fields: {}, lists: {} };
    await database.deals.put({ tenant, id, deal, known: {}, hash: '', firstSeenAt: 1, lastSeenAt: 1 });
    await putReview(database, tenant, { ...REVIEW, note: tenant });
    await putCommitment(database, tenant, PROMISE);
  }
  const part = async (whole: boolean): Promise<unknown> =>
    JSON.parse((await keptPart(database, { tenant: 't', after: null, whole }, () => null)).text);
  expect(await part(true)).toMatchObject({ reviews: [{ ...REVIEW, note: 't' }], commitments: [PROMISE] });
  expect(await part(false)).not.toHaveProperty('reviews');
});
