/** One answer of a contract server, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a vendor's JSON, which each test looks into by hand
  readonly json: any;
  readonly text: string;
}

/** A caller over real HTTP: `call('PATCH', '/api/v2/deals/1', { value: 5 })`. */
export const talk =
  (origin: string, headers: Readonly<Record<string, string>>) =>
  async (
    method: string,
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string | undefined>> = {},
  ): Promise<Answer> => {
    const all = Object.entries({ 'content-type': 'application/json', ...headers, ...more });
    const sent = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
    const init = { method, headers: Object.fromEntries(sent), redirect: 'manual' as const };
    const sentText = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(origin + path, body === undefined ? init : { ...init, body: sentText });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: parsed(text), text };
  };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
