import type { Tasks } from '@/lib/studio/protocol';
// oxlint-disable-next-line import/default -- the bundler makes the address of it
import workerUrl from '@/lib/studio/worker?worker&url';
import { workerClient, type WorkerClient } from '@/lib/worker/client';
import { ownScript } from '@/lib/worker/own-script';

export type StudioWorker = WorkerClient<Tasks>;

/** A worker of the studio. It remembers nothing that the next one could not read again. */
export function makeStudioWorker(): StudioWorker {
  return workerClient(() => new Worker(ownScript(workerUrl), { type: 'module', name: 'studio' }));
}
