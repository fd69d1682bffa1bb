/** What a worker can be asked: by name, what is given and what comes back. Everything is plain data. */
export type TaskTable = Readonly<Record<string, { input: unknown; output: unknown }>>;

/** How far a task is. */
export type TaskProgress = { phase: string; done: number; total: number };

/** To the worker: do this, or leave what was asked under that number if it is not begun. */
export type Asked = { id: number; task: string; input: unknown } | { id: number; task: null };

/** From the worker. Only a page of ours speaks to it, and only it to that page. */
export type Told =
  | { id: number; state: 'done'; output: unknown }
  | { id: number; state: 'failed'; reason: string }
  | ({ id: number; state: 'progress' } & TaskProgress);

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
