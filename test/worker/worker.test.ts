import { MessageChannel as Channel, type MessagePort as Port } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { WorkerFailed, workerClient, type Startable, type TaskProgress } from '@/lib/worker/client';
import { serveTasks, type Run, type Scope } from '@/lib/worker/serve';

type Tasks = {
  double: { input: number; output: number };
  slow: { input: number; output: number };
  refuse: { input: null; output: never };
  unsendable: { input: null; output: unknown };
};

const opened: Port[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

/** A worker as far as messages go: what is sent is copied, comes later, and comes in order. */
function startable(run: Run): Startable & { fail: (event: Event) => void; ended: () => boolean } {
  const { port1, port2 } = new Channel();
  opened.push(port1, port2);
  serveTasks(port2 as unknown as Scope, run);
  port2.start();
  const failures = new EventTarget();
  let ended = false;
  port1.start();
  return {
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'message') port1.addEventListener('message', listener as () => void);
      else failures.addEventListener(type, listener as (event: Event) => void);
    },
    postMessage: (message: unknown) => port1.postMessage(message),
    terminate: () => {
      ended = true;
      port1.close();
    },
    fail: (event: Event) => failures.dispatchEvent(event),
    ended: () => ended,
  };
}

const done: string[] = [];
const run: Run = (task, input, report) => {
  done.push(`${task} ${String(input)}`);
  if (task === 'refuse') throw new Error('there are no data yet');
  if (task === 'unsendable') return () => 1;
  for (let n = 1; task === 'slow' && n <= 2; n++) report({ phase: 'counting', done: n, total: 2 });
  return Number(input) * 2;
};

afterEach(() => done.splice(0));

describe('a worker that is asked', () => {
  it('starts with the first question, and answers each with its own answer', async () => {
    let started = 0;
    const client = workerClient<Tasks>(() => ((started += 1), startable(run)));
    expect(started).toBe(0);
    expect(await Promise.all([1, 2, 3].map((n) => client.ask('double', n)))).toEqual([2, 4, 6]);
    expect(started).toBe(1);
    expect(done).toEqual(['double 1', 'double 2', 'double 3']);
  });

  it('says how far it is', async () => {
    const told: TaskProgress[] = [];
    const client = workerClient<Tasks>(() => startable(run));
    await client.ask('slow', 1, { onProgress: (progress) => told.push(progress) });
    expect(told).toMatchObject([{ phase: 'counting', done: 1, total: 2 }, { done: 2 }]);
  });

  it('says why a task failed, also one whose result cannot be sent, and does the next', async () => {
    const client = workerClient<Tasks>(() => startable(run));
    await expect(client.ask('refuse', null)).rejects.toThrow('there are no data yet');
    await expect(client.ask('unsendable', null)).rejects.toThrow('could not be cloned');
    expect(await client.ask('double', 4)).toBe(8);
  });

  it('does not begin what is taken back before its turn', async () => {
    const client = workerClient<Tasks>(() => startable(run));
    const stop = new AbortController();
    const first = client.ask('double', 1);
    const second = client.ask('double', 2, { signal: stop.signal });
    const third = client.ask('double', 3);
    stop.abort(new Error('overtaken'));
    await expect(second).rejects.toThrow('overtaken');
    expect(await Promise.all([first, third])).toEqual([2, 6]);
    expect(done).toEqual(['double 1', 'double 3']);
    await expect(client.ask('double', 9, { signal: stop.signal })).rejects.toThrow('overtaken');
  });
});

describe('a worker that is gone', () => {
  it.each([
    ['dies with a word', Object.assign(new Event('error'), { message: 'out of memory' }), 'out of memory'],
    ['cannot be loaded', new Event('error'), 'the worker failed'],
    ['says what cannot be read', new Event('messageerror'), 'the worker failed'],
  ])('that %s fails whatever was asked of it, and the next question starts another', async (_, event, says) => {
    const workers: ReturnType<typeof startable>[] = [];
    const client = workerClient<Tasks>(() => {
      const one = startable(run);
      workers.push(one);
      return one;
    });
    const asked = [client.ask('double', 1), client.ask('double', 2)];
    workers[0]?.fail(event);
    for (const one of asked) await expect(one).rejects.toThrow(new WorkerFailed(says));
    expect(workers[0]?.ended()).toBe(true);
    expect(await client.ask('double', 5)).toBe(10);
    expect(workers).toHaveLength(2);
    // What the dead one says now concerns nobody.
    workers[0]?.fail(event);
    expect(await client.ask('double', 6)).toBe(12);
  });

  it('that cannot be started at all says so to whoever asks, and is tried anew', async () => {
    let tries = 0;
    const client = workerClient<Tasks>(() => {
      tries += 1;
      if (tries === 1) throw new TypeError('not a script of our own');
      return startable(run);
    });
    await expect(client.ask('double', 1)).rejects.toThrow(WorkerFailed);
    expect(await client.ask('double', 1)).toBe(2);
  });

  it('that is stopped ends in the midst of it, and knows nothing of it afterwards', async () => {
    const client = workerClient<Tasks>(() => startable(run));
    const asked = client.ask('double', 1);
    client.stop();
    await expect(asked).rejects.toThrow('stopped');
    expect(await client.ask('double', 2)).toBe(4);
  });
});
