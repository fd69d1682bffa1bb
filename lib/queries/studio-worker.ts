import type { Answer, Ask, TaskName, Tasks } from '@/lib/studio/protocol';
// oxlint-disable-next-line import/default -- the bundler makes the address of it
import workerUrl from '@/lib/studio/worker?worker&url';

export type TaskProgress = { phase: string; done: number; total: number };

/** A worker of the studio. Stopped, it forgets what it was doing; asked again, it starts anew. */
export type StudioWorker = {
  ask: <Name extends TaskName>(
    task: Name,
    input: Tasks[Name]['input'],
    onProgress?: (progress: TaskProgress) => void,
  ) => Promise<Tasks[Name]['output']>;
  stop: () => void;
};

type Open = {
  done: (output: never) => void;
  failed: (reason: Error) => void;
  onProgress: ((progress: TaskProgress) => void) | undefined;
};

/** Makes a worker, which starts with the first thing that is asked of it. */
export function makeStudioWorker(): StudioWorker {
  let worker: Worker | null = null;
  let last = 0;
  const open = new Map<number, Open>();
  const start = (): Worker => {
    const started = new Worker(trusted(workerUrl), { type: 'module', name: 'studio' });
    started.addEventListener('message', ({ data }: MessageEvent<Answer>) => hear(data));
    started.addEventListener('error', () => end(new Error('the worker failed')));
    return started;
  };
  const hear = (answer: Answer): void => {
    const asked = open.get(answer.id);
    if (answer.state === 'progress') return asked?.onProgress?.(answer);
    open.delete(answer.id);
    if (answer.state === 'done') asked?.done(answer.output as never);
    else asked?.failed(new Error(answer.reason));
  };
  const end = (reason: Error): void => {
    worker?.terminate();
    worker = null;
    for (const { failed } of open.values()) failed(reason);
    open.clear();
  };
  return {
    ask: (task, input, onProgress) =>
      new Promise((done, failed) => {
        worker ??= start();
        last += 1;
        open.set(last, { done, failed, onProgress });
        const message: Ask = { id: last, task, input };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
        worker.postMessage(message);
      }),
    stop: () => end(new Error('stopped')),
  };
}

type Policy = { createScriptURL: (url: string) => unknown };
type Policies = { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => Policy };

let policy: Policy | null = null;

/** Pages of ours run no script that was not declared: the one worker's address is. Firefox ESR asks for no declaration. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy('fairlead-studio', {
    createScriptURL: (wanted) => {
      if (wanted !== workerUrl) throw new TypeError('no other script is loaded');
      return wanted;
    },
  });
  return policy.createScriptURL(url) as string; // what the worker's constructor takes in place of a text
}
