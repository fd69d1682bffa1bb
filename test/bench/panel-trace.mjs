import { until } from './browser.mjs';

/** Drops what is known of deals, and sets how the panel was left. */
export async function forget(browser, open) {
  const keys = Object.keys(await browser.store('get(null)')).filter((key) => key.startsWith('deal:'));
  await browser.store(`remove(${JSON.stringify(keys)})`);
  await browser.store(`set({ layout: { open: ${open}, position: { side: 'right', x: 16, bottom: 16 } } })`);
}

/** Waits until the panel has told the background of a deal, which it does once it has painted. */
export async function told(browser, id) {
  const keys = async () => Object.keys(await browser.store('get(null)'));
  await until(
    async () => (await keys()).some((key) => key.startsWith('deal:') && key.endsWith(`:${id}`)),
    `deal ${id} to be assessed`,
  );
}

/** The observers' marks of one kind: `record`, `judged` or `message`. */
export function marks(events, kind) {
  return events
    .filter(({ name, cat }) => name.startsWith(`bench:${kind}:`) && cat.includes('user_timing'))
    .map(({ name, ts, pid, tid }) => ({ text: name.split(':').slice(2).join(':'), ts, pid, tid }))
    .toSorted((a, b) => a.ts - b.ts);
}

/** When what a mark tells of was on screen: the compositor has the frame that holds it. In ms of the trace. */
export function shownAt(events, { pid, tid, ts }) {
  const frames = events.filter(
    (event) => event.name === 'Commit' && event.pid === pid && event.tid === tid && event.ts >= ts,
  );
  return Math.min(...frames.map((frame) => frame.ts + frame.dur)) / 1_000;
}

/**
 * From each record on screen to the first assessment of it on screen. One shown from the cache before the record came counts as
 * at once. `sinceInserted` starts when the record came into the document, which the CRM may take long to show.
 */
export function paints(events) {
  const records = marks(events, 'record').filter(({ text }) => text !== '');
  const judged = marks(events, 'judged');
  return records.flatMap((record, i) => {
    const [from, to] = [records[i - 1]?.ts ?? -Infinity, records[i + 1]?.ts ?? Infinity];
    const first = judged.find(({ text, ts }) => (text === record.text || text === 'pill') && ts > from && ts < to);
    if (!first) return [];
    const painted = shownAt(events, first);
    return [
      {
        paint: Math.max(0, painted - shownAt(events, record)),
        sinceInserted: Math.max(0, painted - record.ts / 1_000),
        at: painted,
      },
    ];
  });
}

/**
 * What passed until a moment of the trace (ms) since the navigation of the page and since that of the panel's frame in it, and the
 * CPU time that the panel's thread took meanwhile: a busy machine lengthens the rest, and not that.
 */
export function sinceStarts(events, at) {
  const starts = (scheme) =>
    events.find(
      ({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith(scheme) === true,
    );
  const frame = starts('chrome-extension://');
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      name === 'RunTask' && ph === 'X' && pid === frame.pid && tid === frame.tid && ts >= frame.ts && ts / 1_000 <= at,
  );
  return {
    sinceFrame: at - frame.ts / 1_000,
    sinceNavigation: at - starts('http').ts / 1_000,
    cpu: tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000,
  };
}
