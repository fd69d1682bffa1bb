import { refused, taken, type Outcome } from './signed/refusal';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address that a channel may be asked for: https, or one's own machine where the managed policy says so. */
export function subscriptionUrl(text: string, loopbackHttp: boolean): Outcome<URL> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused('address', `"${text.slice(0, 100)}" is no address.`);
  }
  if (url.username !== '' || url.password !== '') return refused('address', 'An address must not carry a password.');
  if (url.hash !== '') return refused('address', 'An address must not end in "#…".');
  if (url.protocol === 'https:') return taken(url);
  if (url.protocol === 'http:' && LOOPBACK.has(url.hostname))
    return loopbackHttp
      ? taken(url)
      : refused('address', 'Plain http is for tests on one’s own machine, and only if the managed policy allows it.');
  return refused('address', 'A channel’s address begins with https://.');
}
