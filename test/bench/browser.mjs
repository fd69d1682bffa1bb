import { launchBare } from './cdp.mjs';
import { attachToWorker } from './worker-memory.mjs';

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every bench in the browser needs of the trace; light enough to leave the times as they are. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'loading', 'blink.user_timing'];

/**
 * Runs `action` with a browser that has the extension, and the pack in its cache.
 * @param {{ executablePath: string, extension: string }} options
 * @param {(browser: Awaited<ReturnType<typeof ready>>) => Promise<void>} action
 */
export async function useBrowser(options, action) {
  const bare = await launchBare(options);
  try {
    await action(await ready(bare));
  } finally {
    await bare.close();
  }
}

async function ready({ send, on }) {
  await send('Target.setDiscoverTargets', { discover: true });
  const worker = await until(async () => (await targets(send)).find(isWorker), 'the extension’s worker');
  const { host } = new URL(worker.url);
  const own = await open(send);
  await own.goto(`chrome-extension://${host}/admin.html`);
  const store = (expression) => evaluate(send, own.sessionId, `chrome.storage.local.${expression}`);
  await until(() => own.run('Boolean(globalThis.chrome?.storage)'), 'the extension’s own page');
  await until(async () => (await store("get('pack')")).pack, 'the bundled pack in the cache');
  return {
    /** Runs a call on the extension's own storage, such as `get('pack')`. */
    store,
    /** A command to the browser itself, and its events. */
    send,
    on,
    /** Runs an expression in the extension's own page. */
    run: own.run,
    /** Opens a blank tab, with a session that enables no domain and so costs the page nothing. */
    open: () => open(send),
    /** A session with the frame of ours whose address holds `path`. */
    frameOf: async (path) => {
      const frame = await until(
        async () => (await targets(send)).find(({ type, url }) => type === 'iframe' && url.includes(path)),
        `the frame ${path}`,
      );
      return session(send, frame.targetId);
    },
    /** Stops the extension's worker, as the browser does after a while. */
    stopWorker: async () => {
      const running = (await targets(send)).find(isWorker);
      if (running) await send('Target.closeTarget', { targetId: running.targetId });
      await until(async () => !(await targets(send)).some(isWorker), 'the worker to stop');
    },
    /** The extension's worker, to read its memory; it must be running. */
    worker: () => attachToWorker(send),
    /** Every event of the browser while `action` runs in a new tab. */
    visit: (action) => visit({ send, on }, action),
  };
}

const isWorker = ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://');
const targets = async (send) => (await send('Target.getTargets')).targetInfos;

async function open(send) {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  return session(send, targetId);
}

async function session(send, targetId) {
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return {
    sessionId,
    goto: (url) => send('Page.navigate', { url }, sessionId),
    run: (expression) => evaluate(send, sessionId, expression),
    send: (method, params) => send(method, params, sessionId),
    /** Bytes of live objects: what is left once the collector has run, twice, as finalizers free more. */
    heap: async () => {
      await send('HeapProfiler.collectGarbage', {}, sessionId);
      await send('HeapProfiler.collectGarbage', {}, sessionId);
      return (await send('Runtime.getHeapUsage', {}, sessionId)).usedSize;
    },
    close: () => send('Target.closeTarget', { targetId }),
  };
}

async function evaluate(send, sessionId, expression) {
  const params = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await send('Runtime.evaluate', params, sessionId);
  if (exceptionDetails)
    throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return result.value;
}

/** Asks until there is an answer; fails after half a minute, or as many tenths of a second as are given. */
export async function until(ask, what, most = 300) {
  for (let tries = 0; tries < most; tries += 1) {
    const answer = await ask();
    if (answer) return answer;
    await wait(100);
  }
  throw new Error(`waited in vain for ${what}`);
}

async function visit({ send, on }, action) {
  // The tab is there before the trace and goes after it: a process that starts or ends meanwhile holds up the trace's end for 5 s.
  const page = await open(send);
  const events = [];
  let done = () => undefined;
  const complete = new Promise((resolve) => (done = resolve));
  const stop = on(({ method, params }) => {
    if (method === 'Tracing.dataCollected') events.push(...params.value);
    else if (method === 'Tracing.tracingComplete') done();
  });
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ['*'] };
  await send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await action(page);
  await send('Tracing.end');
  await complete;
  stop();
  await page.close();
  return events;
}
