import { readFileSync } from 'node:fs';

const MB = 1_000_000;
const TICK_MS = 10;

/** The extension's running worker over the debugging protocol: what it holds, and how long it did nothing else. */
export async function attachToWorker(send) {
  const { targetInfos } = await send('Target.getTargets');
  const target = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://'),
  );
  if (!target) throw new Error('the extension’s worker does not run');
  const { sessionId } = await send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
  const pid = await ownProcess(send, sessionId);
  return {
    collectGarbage: () => send('HeapProfiler.collectGarbage', {}, sessionId),
    /** All of it, garbage not yet collected too: script's objects, the browser's own beside them, and buffers. */
    heapMb: async () => {
      const {
        usedSize,
        embedderHeapUsedSize = 0,
        backingStorageSize = 0,
      } = await send('Runtime.getHeapUsage', {}, sessionId);
      return (usedSize + embedderHeapUsedSize + backingStorageSize) / MB;
    },
    /** Memory that is this process's alone; 0 where the system does not tell. */
    processMb: () => privateMb(pid),
    watchGaps: () => evaluate(send, sessionId, `(${String(watchGaps)})(${TICK_MS})`),
    longestGap: () => evaluate(send, sessionId, 'globalThis.benchLongestGap'),
  };
}

/** In the worker: how late a timer came at most. */
function watchGaps(tick) {
  let last = performance.now();
  globalThis.benchLongestGap = 0;
  setInterval(() => {
    const now = performance.now();
    globalThis.benchLongestGap = Math.max(globalThis.benchLongestGap, now - last - tick);
    last = now;
  }, tick);
}

/** The process that the worker runs in: the one whose processor time grows while the worker is kept busy. */
async function ownProcess(send, sessionId) {
  const times = async () => {
    const { processInfo } = await send('SystemInfo.getProcessInfo');
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await times();
  await evaluate(send, sessionId, 'for (const end = performance.now() + 300; performance.now() < end; );');
  const after = await times();
  const grown = [...after].map(([id, time]) => [id, time - (before.get(id) ?? 0)]).toSorted((a, b) => b[1] - a[1]);
  return grown[0]?.[0] ?? null;
}

function privateMb(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = [...text.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, number]) => Number(number));
    return kilobytes.reduce((total, one) => total + one, 0) / 1000;
  } catch {
    return 0;
  }
}

async function evaluate(send, sessionId, expression) {
  const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true }, sessionId);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
