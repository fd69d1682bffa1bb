import { reasonOf, type Asked, type TaskProgress, type Told } from './protocol';

/** The part of a worker's own globe that is used. */
export type Scope = {
  addEventListener: (type: 'message', listener: (event: MessageEvent<Asked>) => void) => void;
  postMessage: (told: Told) => void;
};

/** Does one task; may take its time, and say how far it is. */
export type Run = (task: string, input: unknown, report: (progress: TaskProgress) => void) => unknown;

/** Answers the page, one question after the other, in their order; what is no longer wanted before its turn is left out. */
export function serveTasks(scope: Scope, run: Run): void {
  const waiting: { id: number; task: string; input: unknown }[] = [];
  let busy = false;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker speaks to its page alone
  const tell = (told: Told): void => scope.postMessage(told);
  const work = async (): Promise<void> => {
    busy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id, task, input } = next;
      // One after the other is the point.
      await answer(id, () => run(task, input, (progress) => tell({ ...progress, id, state: 'progress' })), tell);
      await breath();
    }
    busy = false;
  };
  scope.addEventListener('message', ({ data }) => {
    if (data.task !== null) waiting.push(data);
    else {
      const at = waiting.findIndex(({ id }) => id === data.id);
      if (at >= 0) waiting.splice(at, 1);
    }
    if (!busy) void work();
  });
}

async function answer(id: number, run: () => unknown, tell: (told: Told) => void): Promise<void> {
  try {
    tell({ id, state: 'done', output: await run() });
  } catch (error) {
    // Also of a result that cannot be sent: whoever asked hears of it.
    tell({ id, state: 'failed', reason: reasonOf(error) });
  }
}

/** Lets the messages in that came meanwhile: what was taken back is then not begun. A timer would hold up by milliseconds. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
