import { afterEach } from 'vitest';

/** An answer as a test looks at it; `body` is parsed where it is JSON. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test looks into bodies of every shape
export type Answer = { status: number; headers: Headers; body: any };

/** Speaks JSON to a contract server over real HTTP. */
export function callerOf(origin: string, always: () => Record<string, string> = () => ({})) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(new URL(path, origin), {
      method,
      redirect: 'manual',
      headers: { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...always(), ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  };
}

const closing: (() => Promise<void>)[] = [];

/** Closes the server when the test that started it is over. */
export function untilTestEnds<T extends { close: () => Promise<void> }>(server: T): T {
  closing.push(server.close);
  return server;
}

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
