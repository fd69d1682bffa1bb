import { sum } from './stats.mjs';

const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
]);

/**
 * What a trace says of the thread that a page renders on. Times are thread CPU in ms, so that a busy machine does not count as ours.
 * @param {readonly object[]} events
 * @param {string} origin the page's
 */
export function mainThread(events, origin) {
  const commit = events.findLast(
    ({ name, args }) => name === 'CommitLoad' && args?.data?.url?.startsWith(`${origin}/`),
  );
  if (!commit) throw new Error(`the trace shows no page of ${origin}`);
  const thread = events
    .filter(({ pid, tid }) => pid === commit.pid && tid === commit.tid)
    .toSorted((a, b) => a.ts - b.ts);
  const spans = thread.filter(({ ph, tdur }) => ph === 'X' && tdur !== undefined);
  const tasks = outermost(spans.filter(({ name }) => name === 'RunTask')).map((task) => ({ ...task, ours: 0 }));
  const own = outermost(spans.filter(isOurs));
  for (const span of own) {
    const task = tasks.findLast((candidate) => candidate.ts <= span.ts && span.ts < candidate.ts + candidate.dur);
    // Around the script's start lies what the browser does to inject it, and nothing of the page.
    if (task) task.ours = span.name === 'EvaluateScript' ? task.tdur : Math.min(task.tdur, task.ours + span.tdur);
  }
  return {
    thread,
    tasks,
    cpu: (from = 0) => sum(tasks.filter(({ ts }) => ts >= from).map(({ tdur }) => tdur)) / 1_000,
    script: sum(outermost(spans.filter(({ name }) => SCRIPT.has(name))).map(({ tdur }) => tdur)) / 1_000,
    ours: sum(tasks.map(({ ours }) => ours)) / 1_000,
    longestOfOurs: Math.max(0, ...tasks.map(({ ours }) => ours)) / 1_000,
    /** Tasks that would not be long without us. */
    addedLong: tasks.filter(({ tdur, ours }) => tdur > 50_000 && tdur - ours <= 50_000).length,
    shift: sum(thread.filter(({ name }) => name === 'LayoutShift').map(({ args }) => args?.data?.score ?? 0)),
    mark: (name) => thread.find((event) => event.name === name && event.cat.includes('user_timing'))?.ts,
  };
}

/** Our script's own start and calls; the browser hands over messages of the extension's ports in calls without an address. */
function isOurs({ name, args }) {
  const url = args?.data?.url;
  if (name === 'EvaluateScript') return /^chrome-extension:.*\/content-scripts\//.test(url ?? '');
  return name === 'FunctionCall' && (url === '' || (url ?? '').startsWith('chrome-extension:'));
}

/** Spans that lie in no other one of the list; sorted by start. */
function outermost(spans) {
  let end = -1;
  return spans.filter(({ ts, dur }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}
