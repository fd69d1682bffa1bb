import { useSyncExternalStore } from 'react';

/** The parts of the page's address after the `#`, decoded. */
export function useRoute(): readonly string[] {
  const hash = useSyncExternalStore(watch, () => location.hash);
  return routeIn(hash);
}

/** Goes to a place of the page: `go('deals', '42')`. */
export function go(...parts: string[]): void {
  location.hash = addressOf(...parts);
}

/** The address of a place, for a link. */
export function addressOf(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** The parts of an address after the `#`, decoded. */
export function routeIn(hash: string): string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

/** An address that somebody cut off in the middle of a sign is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function watch(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
