import { serveTasks, type Scope } from '@/lib/worker/serve';
import type { TaskProgress } from '@/lib/worker/client';
import type { TaskName, Tasks } from './protocol';
import { taskRunner } from './tasks';

/** The studio's worker: reading, judging and counting happen here, so that no key that is pressed waits for them. */
const world = globalThis as unknown as Scope & { location: { origin: string } };

let tell: (progress: TaskProgress) => void = () => undefined;

const run = taskRunner({ bundled, elapsed: () => performance.now(), report: (progress) => tell(progress) });

serveTasks(world, (task, input, report) => {
  tell = report;
  return run(task as TaskName, input as Tasks[TaskName]['input']); // only a page of ours asks, by the same table
});

/** A pack that the extension ships. */
async function bundled(id: string): Promise<unknown> {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined; // the id becomes part of an address
  try {
    return await (await fetch(new URL(`/packs/${id}.json`, world.location.origin))).json();
  } catch {
    return undefined; // there is no such pack; the compiler says so
  }
}
