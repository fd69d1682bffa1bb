import { serveTasks, type Scope } from '@/lib/worker/serve';
import type { TaskName, Tasks } from './protocol';
import { taskRunner } from './tasks';

/** The studio's worker: reading, judging and counting happen here, so that no key that is pressed waits for them. */
const world = globalThis as unknown as Scope & { location: { origin: string } };

const run = taskRunner({ bundled });

// Only a page of ours asks, by the same table.
serveTasks(world, (task, input) => run(task as TaskName, input as Tasks[TaskName]['input']));

/** A pack that the extension ships. */
async function bundled(id: string): Promise<unknown> {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined; // the id becomes part of an address
  try {
    return await (await fetch(new URL(`/packs/${id}.json`, world.location.origin))).json();
  } catch {
    return undefined; // there is no such pack; the compiler says so
  }
}
