import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import type { Commitment, Review } from '@/lib/domain/review';
import { openDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';
import {
  commitmentsOf,
  openCommitments,
  putCommitment,
  putReview,
  reviewsByDeal,
  reviewsOf,
} from '@/lib/store/reviews';

const DEAL = { tenant: 't', id: '1', deal: {}, known: {}, hash: '', firstSeenAt: 1, lastSeenAt: 1 };

/** A golden example of each row that version 9 adds. */
const REVIEW: Review = {
  dealId: '1',
  dealName: 'Acme',
  day: '2026-11-22',
  at: 5,
  call: 'commit',
  callDate: '2026-12-15',
  note: 'Signs next week',
  category: 'Best Case',
  score: { risk: 40, low: 30, high: 50, state: 'score' },
  pushes: 2,
  seen: { at: 4, fields: {}, contacts: null },
};
const PROMISE: Commitment = { id: 'a', dealId: '1', text: 'Call Ada', due: '2026-11-25', madeAt: 5, doneAt: null };

test('version 9 keeps what version 1 held, and takes reviews and what was promised in them', async () => {
  const old = new Dexie('to-9');
  version1(old);
  await old.table('deals').add(structuredClone(DEAL));
  old.close();

  const database = openDatabase('to-9');
  expect(await database.deals.get(['t', '1'])).toMatchObject(DEAL);
  await putReview(database, 't', REVIEW);
  await putReview(database, 't', { ...REVIEW, day: '2026-11-15', call: null });
  await putReview(database, 't', { ...REVIEW, note: 'Signed off', at: 6 }); // the same day again: in its place
  expect(await reviewsOf(database, 't', '1')).toEqual([
    { ...REVIEW, note: 'Signed off', at: 6 },
    { ...REVIEW, day: '2026-11-15', call: null },
  ]);
  expect((await reviewsByDeal(database, 't')).get('1')?.map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-15']);
  expect(await reviewsOf(database, 'another', '1')).toEqual([]);
  await putCommitment(database, 't', PROMISE);
  await putCommitment(database, 't', { ...PROMISE, id: 'b', due: null });
  await putCommitment(database, 't', { ...PROMISE, id: 'c', doneAt: 9 });
  expect((await commitmentsOf(database, 't', '1')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect((await openCommitments(database, 't')).get('1')?.map(({ id }) => id)).toEqual(['a', 'b']);
});
