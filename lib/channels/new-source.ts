import type { SourceRow } from '@/lib/store/rows-6';

type Setting = Pick<
  SourceRow,
  'by' | 'order' | 'name' | 'channel' | 'url' | 'keys' | 'threshold' | 'ring' | 'groups' | 'everyMinutes'
>;

/** A source as it was set up, of which nothing has come yet. */
export function newSource(setting: Setting, now: number): SourceRow {
  const { by, order, name, channel, url, keys, threshold, ring, groups, everyMinutes } = setting;
  return {
    id: `${by}:${url}`,
    by,
    order,
    name,
    channel,
    url,
    keys,
    threshold,
    ring,
    groups,
    everyMinutes,
    orphan: false,
    trust: { version: 0, keys, threshold },
    etag: null,
    highest: 0,
    highestSha256: '',
    avoided: [],
    checkedAt: null,
    goodAt: null,
    result: 'Not asked yet.',
    refused: null,
    rolledBack: null,
    failures: 0,
    dueAt: now,
  };
}

/**
 * A source that is known, under a setting that may have changed. Other keys start anew, as an admin said so; what root documents
 * made of unchanged keys stays. The highest version stays in any case: no change of keys brings an older one back.
 */
export function withSetting(old: SourceRow, fresh: SourceRow): SourceRow {
  const { order, name, channel, keys, threshold, ring, groups, everyMinutes } = fresh;
  const same = old.threshold === threshold && old.keys.join(' ') === keys.join(' ') && old.channel === channel;
  const setting = { order, name, channel, keys, threshold, ring, groups, everyMinutes, orphan: false };
  const ringChanged = old.ring !== ring || old.groups.join(' ') !== groups.join(' ');
  if (same) return { ...old, ...setting, ...(ringChanged ? { etag: null, dueAt: fresh.dueAt } : {}) };
  return { ...old, ...setting, trust: fresh.trust, etag: null, failures: 0, dueAt: fresh.dueAt };
}
