import { reasonOf, type Asked, type TaskProgress, type TaskTable, type Told } from './protocol';

export type { TaskProgress } from './protocol';

/** How a task is asked for: who hears how far it is, and what makes the answer no longer wanted. */
export type Asking = { onProgress?: (progress: TaskProgress) => void; signal?: AbortSignal };

export type WorkerClient<Tasks extends TaskTable> = {
  /** Rejects with the task's own reason, with that of the signal, or with `WorkerFailed` when there is no worker any more. */
  ask: <Name extends keyof Tasks & string>(
    task: Name,
    input: Tasks[Name]['input'],
    asking?: Asking,
  ) => Promise<Tasks[Name]['output']>;
  /** Ends the worker, in the midst of what it does; asked again, it starts anew and knows nothing of before. */
  stop: () => void;
};

/** The worker itself is gone or cannot be had: whatever was asked of it has no answer. */
export class WorkerFailed extends Error {
  override readonly name = 'WorkerFailed';
}

/** The part of a worker that is used. */
export type Startable = {
  addEventListener: ((type: 'message', listener: (event: MessageEvent<Told>) => void) => void) &
    ((type: 'error' | 'messageerror', listener: (event: Event) => void) => void);
  postMessage: (message: Asked) => void;
  terminate: () => void;
};

type Open = {
  done: (output: never) => void;
  failed: (reason: unknown) => void;
  asking: Asking;
};

/**
 * Asks a worker that starts with the first question. Nobody waits for ever: a worker that cannot be started, that dies, or that
 * says what cannot be read fails everything that was asked of it, and the next question starts another.
 */
export function workerClient<Tasks extends TaskTable>(start: () => Startable): WorkerClient<Tasks> {
  let worker: Startable | null = null;
  let last = 0;
  const open = new Map<number, Open>();
  const end = (reason: Error): void => {
    worker?.terminate();
    worker = null;
    for (const { failed } of open.values()) failed(reason);
    open.clear();
  };
  const hear = (told: Told): void => {
    const asked = open.get(told.id);
    if (told.state === 'progress') return asked?.asking.onProgress?.(told);
    open.delete(told.id);
    if (told.state === 'done') asked?.done(told.output as never); // the worker answers what was asked
    else asked?.failed(new Error(told.reason));
  };
  const started = (): Startable => {
    if (worker !== null) return worker;
    const fresh = start();
    // One that was ended meanwhile has nothing more to say.
    const heard = (act: () => void): void => void (fresh === worker && act());
    fresh.addEventListener('message', ({ data }) => heard(() => hear(data)));
    fresh.addEventListener('error', (event) => heard(() => end(failure(event))));
    fresh.addEventListener('messageerror', (event) => heard(() => end(failure(event))));
    return (worker = fresh);
  };
  return {
    ask: (task, input, asking = {}) =>
      new Promise((done, failed) => {
        const { signal } = asking;
        if (signal?.aborted === true) return failed(signal.reason);
        const id = (last += 1);
        open.set(id, { done, failed, asking });
        try {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
          started().postMessage({ id, task, input });
        } catch (error) {
          open.delete(id);
          return failed(new WorkerFailed(reasonOf(error), { cause: error }));
        }
        signal?.addEventListener('abort', () => {
          if (!open.delete(id)) return;
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
          worker?.postMessage({ id, task: null });
          failed(signal.reason);
        });
      }),
    stop: () => end(new Error('stopped')),
  };
}

/** What an event of a dead worker says; one that could not be loaded says nothing. */
function failure(event: Event): WorkerFailed {
  const said = 'message' in event && typeof event.message === 'string' ? event.message : '';
  return new WorkerFailed(said === '' ? 'the worker failed' : said);
}
