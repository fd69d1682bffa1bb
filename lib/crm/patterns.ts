type Parts = { scheme: string; wild: boolean; host: string; path: string };

/** Endings under which anyone may register a name; a wildcard directly above one would cover strangers. */
const SHARED_SECOND_LEVEL = /^(?:ac|co|com|edu|gov|gob|go|net|ne|or|org|nom|ltd|plc)\.[a-z]{2}$/;

function partsOf(pattern: string): Parts | null {
  const found = /^(https?):\/\/(\*\.)?([^/*]+)(\/.*)$/.exec(pattern);
  if (!found) return null;
  const [, scheme = '', wild, host = '', path = ''] = found;
  return { scheme, wild: wild !== undefined, host, path };
}

/** Whether any address could match both patterns. */
export function patternsOverlap(one: string, other: string): boolean {
  const a = partsOf(one);
  const b = partsOf(other);
  if (!a || !b || a.scheme !== b.scheme) return false;
  const hosts = coversHost(a, b) || coversHost(b, a);
  return hosts && (coversPath(a.path, b.path) || coversPath(b.path, a.path));
}

/** Whether every address that matches `inner` matches `outer` too. */
export function patternCovers(outer: string, inner: string): boolean {
  const a = partsOf(outer);
  const b = partsOf(inner);
  return a !== null && b !== null && a.scheme === b.scheme && coversHost(a, b) && coversPath(a.path, b.path);
}

function coversHost(outer: Parts, inner: Parts): boolean {
  if (!outer.wild) return !inner.wild && outer.host === inner.host;
  return inner.host === outer.host || inner.host.endsWith(`.${outer.host}`);
}

function coversPath(outer: string, inner: string): boolean {
  if (!outer.endsWith('*')) return outer === inner;
  return inner.replace(/\*$/, '').startsWith(outer.slice(0, -1));
}

/** The pattern of the whole origin: what the browser asks permission for, as it knows no paths there. */
export function originPattern(pattern: string): string {
  return pattern.replace(/^(https?:\/\/[^/]+)\/.*$/, '$1/*');
}

/** Whether a pattern covers hosts that belong to different people, such as `https://*.com/*`. */
export function isTooWide(pattern: string): boolean {
  const parts = partsOf(pattern);
  if (!parts) return true;
  return parts.wild && (!parts.host.includes('.') || SHARED_SECOND_LEVEL.test(parts.host));
}
