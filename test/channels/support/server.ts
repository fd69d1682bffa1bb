import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Site = Record<string, string>;

export type Server = {
  url: string;
  /** What is served; a test changes it as it goes. */
  site: Site;
  /** Takes the place of the ordinary answer while it is set. */
  answer: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  /** The raw headers of each request, with its address. */
  requests: { path: string; headers: string[] }[];
  close: () => Promise<void>;
};

/** A static web server with ETags, on a free port of this machine. */
export async function serve(site: Site = {}): Promise<Server> {
  const http = createServer((request, response) => {
    server.requests.push({ path: request.url ?? '', headers: request.rawHeaders });
    if (server.answer) server.answer(request, response);
    else ordinary(server.site, request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: Server = {
    url: `http://127.0.0.1:${port}/channel.json`,
    site,
    answer: null,
    requests: [],
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

function ordinary(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const text = site[(request.url ?? '').slice(1)];
  if (text === undefined) {
    response.writeHead(404).end('no such file');
    return;
  }
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag, 'content-type': 'application/json' }).end(text);
}
