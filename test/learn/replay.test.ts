import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import { learned, type Learned } from '@/lib/assess/learned';
import { NO_USUAL } from '@/lib/assess/factors';
import { remember, type Assessment } from '@/lib/domain/assessment';
import { canonicalJson } from '@/lib/domain/canonical';
import type { Deal } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import { replay } from '@/lib/learn/replay';
import { keepPackForm, logAssessment } from '@/lib/store/assessment-log';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { recordReading } from '@/lib/store/history';
import { putModel } from '@/lib/store/models';
import { compiledPack, NOW, reading, runnable, TENANT, value } from './team';

const DAY = 86_400_000;
const compiled = compiledPack();
const pack = runnable(compiled);
let database: FairleadDatabase;

beforeEach(() => {
  database = openDatabase(`replay-${Math.random()}`);
});

afterEach(() => database.delete());

const COUNTS = { deals: 12, won: 7, lost: 3, open: 2, unseen: 0, immature: 0, fromStart: 0 };
const LEARNED: Learned = learned({ packHash: pack.hash, counts: COUNTS, usual: NO_USUAL, model: null });

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A panel's visit: assessed with what the last visit left, then reported to the background. */
async function visit(
  deal: Deal,
  past: { history: History; previous: Assessment | null },
  known?: Learned,
): Promise<{ history: History; previous: Assessment }> {
  const basis = {
    today: dayOf(deal.readAt),
    language: 'en',
    history: past.history,
    previous: past.previous && remember(past.previous),
  };
  const assessment = assess({
    deal,
    history: basis.history,
    pack,
    clock: { now: deal.readAt + 5, today: basis.today },
    ...(basis.previous === null ? {} : { previous: basis.previous }),
    ...(known === undefined ? {} : { learned: known }),
  });
  const history = await recordReading(database, TENANT, deal, assessment);
  await keepPackForm(database, pack.hash, () => compiled, assessment.at);
  await logAssessment(database, { tenant: TENANT, deal, assessment, basis, engine: '0.1.0' });
  return { history, previous: assessment };
}

const FIRST = { history: { changes: [], watchedSince: null }, previous: null };
const DAYS = [0, 10, 70, 71] as const;

/** Four visits: the amount comes and goes, the close date passes, the same reading comes again a day later. */
async function course(known?: Learned): Promise<Assessment[]> {
  const start = NOW - 100 * DAY;
  const made: Assessment[] = [];
  let past: Parameters<typeof visit>[1] = FIRST;
  for (const day of DAYS) {
    const fields = day < 10 ? {} : { amount: { state: 'empty', source: 'api' } as const };
    past = await visit(
      reading('7', start, start + day * DAY, { ...fields, nextStep: value(day < 70 ? 'Call Ada' : 'TBD') }),
      past,
      known,
    );
    made.push(past.previous as Assessment);
  }
  return made;
}

describe('an old assessment is made again to the same bytes', () => {
  test.each<[string, Learned | undefined]>([
    ['by the pack’s weights', undefined],
    ['with what was learned', LEARNED],
  ])('%s', async (_name, known) => {
    if (known)
      await putModel(database, {
        tenant: TENANT,
        hash: known.hash,
        at: NOW,
        packHash: pack.hash,
        dataHash: '',
        model: known,
      });
    const made = await course(known);
    for (const assessment of made) {
      const again = await replay(database, TENANT, '7', assessment.at + DAY / 2);
      expect(again.state).toBe('same');
      expect(again.state === 'same' && canonicalJson(again.assessment)).toBe(canonicalJson(assessment));
    }
    expect(made.at(-1)?.regressions?.map((c) => c.id)).toEqual(['priced']);
    expect(made.map((each) => each.model)).toEqual(DAYS.map(() => known?.hash));
  });

  test('the one that stood at that moment is taken; before the first there is none', async () => {
    const [first, second] = await course();
    const at = (again: Awaited<ReturnType<typeof replay>>): number => (again.state === 'none' ? 0 : again.entry.at);
    expect(at(await replay(database, TENANT, '7', (second?.at ?? 0) - 1))).toBe(first?.at);
    expect((await replay(database, TENANT, '7', (first?.at ?? 0) - 1)).state).toBe('none');
    expect((await replay(database, 'salesforce@https://acme.my.salesforce.com', '7', NOW)).state).toBe('none');
  });
});

describe('one changed byte is reported', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'in the pack',
      async () => {
        const changed = { ...compiled, title: 'Teams' };
        await database.packForms.update(pack.hash, { compiled: changed });
      },
      'differs',
    ],
    [
      'in the reading',
      () =>
        database.snapshots.toCollection().modify((row) => {
          row.deal = { ...row.deal, fields: { ...row.deal.fields, name: value('x'), nextStep: value('') } };
        }),
      'differs',
    ],
    [
      'in the history',
      () => database.histories.toCollection().modify((row) => void (row.history = { changes: [], watchedSince: null })),
      'differs',
    ],
    ['in what is written down', () => database.assessmentLog.toCollection().modify({ bytes: 'x' }), 'differs'],
    ['the pack is gone', () => database.packForms.clear(), 'lost'],
    ['the reading is gone', () => database.snapshots.clear(), 'lost'],
    ['the history is gone', () => database.histories.clear(), 'lost'],
    ['the model is gone', () => database.models.clear(), 'lost'],
  ])('%s', async (_name, harm, state) => {
    await putModel(database, {
      tenant: TENANT,
      hash: LEARNED.hash,
      at: NOW,
      packHash: pack.hash,
      dataHash: '',
      model: LEARNED,
    });
    await course(LEARNED);
    await harm();
    expect((await replay(database, TENANT, '7', NOW)).state).toBe(state);
  });

  test('in the model', async () => {
    const counts = { ...COUNTS, won: 8 };
    const model = { ...LEARNED, counts };
    await putModel(database, { tenant: TENANT, hash: LEARNED.hash, at: NOW, packHash: pack.hash, dataHash: '', model });
    await course(LEARNED);
    expect((await replay(database, TENANT, '7', NOW)).state).toBe('differs');
  });
});

describe('the log', () => {
  test('the same reading again on the same day adds nothing, on another day it does', async () => {
    const start = NOW - 5 * DAY;
    const past = await visit(reading('7', start, start), FIRST);
    const again = await visit(reading('7', start, start + 1000), past);
    await visit(reading('7', start, start + 2000), again);
    expect(await database.assessmentLog.count()).toBe(2); // the first one had no past to go by
    await visit(reading('7', start, start + DAY), again);
    expect(await database.assessmentLog.count()).toBe(3);
  });

  test('a deal keeps its latest 200, and the histories that they rest on', async () => {
    const start = NOW - 300 * DAY;
    const first = await visit(reading('7', start, start), FIRST);
    const [entry] = await database.assessmentLog.toArray();
    if (!entry) throw new Error('nothing was logged');
    const older = Array.from({ length: 202 }, (_, n) => ({
      ...entry,
      key: n + 10,
      at: start - n - 1,
      history: `h${n}`,
    }));
    await database.assessmentLog.bulkAdd(older);
    await database.histories.bulkAdd(
      older.map(({ history: hash }) => ({ tenant: TENANT, dealId: '7', hash, history: FIRST.history })),
    );
    await visit(reading('7', start, start + DAY), first);
    expect(await database.assessmentLog.count()).toBe(200);
    expect(await database.histories.count()).toBe(200);
    expect((await replay(database, TENANT, '7', NOW)).state).toBe('same');
  });
});
