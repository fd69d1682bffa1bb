import type { Answer, Ask } from './protocol';
import { taskRunner } from './tasks';

/** The studio's worker: reading, judging and counting happen here, so that no key that is pressed waits for them. */
const world = globalThis as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<Ask>) => void) => void;
  postMessage: (message: Answer) => void;
  location: { origin: string };
};

let working = 0;

const run = taskRunner({
  bundled,
  elapsed: () => performance.now(),
  report: ({ phase, done, total }) => answer({ id: working, state: 'progress', phase, done, total }),
});

let queue: Promise<void> = Promise.resolve();

world.addEventListener('message', ({ data }) => {
  queue = queue.then(() => work(data));
});

async function work({ id, task, input }: Ask): Promise<void> {
  working = id;
  try {
    answer({ id, state: 'done', output: await run(task, input) });
  } catch (error) {
    answer({ id, state: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

function answer(message: Answer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  world.postMessage(message);
}

/** A pack that the extension ships. */
async function bundled(id: string): Promise<unknown> {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined; // the id becomes part of an address
  try {
    return await (await fetch(new URL(`/packs/${id}.json`, world.location.origin))).json();
  } catch {
    return undefined; // there is no such pack; the compiler says so
  }
}
