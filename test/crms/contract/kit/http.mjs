import { createServer } from 'node:http';

/**
 * Puts a handler on a loopback port.
 * @param {(request: { method: string, url: string, headers: Record<string, string>, body: string }) => Promise<import('./reply.mjs').Reply>} handle
 * @param {number} port 0: any free one
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function listen(handle, port) {
  const server = createServer((request, response) => void serve(handle, request, response));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(handle, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method, url, headers } = request;
  const reply = await handle({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
  if (reply.drop) {
    request.socket.destroy();
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, date: new Date().toUTCString() });
  response.end(method === 'HEAD' ? undefined : reply.body);
}

/**
 * The same handler for Playwright, at the vendor's true origin:
 * `context.route('https://api.example.com/**', fulfilWith(server.handle))`.
 */
export const fulfilWith = (handle) => async (route) => {
  const request = route.request();
  const [method, url, headers] = [request.method(), request.url(), await request.allHeaders()];
  const reply = await handle({ method, url, headers, body: request.postData() });
  await (reply.drop ? route.abort('connectionreset') : route.fulfill(reply));
};
