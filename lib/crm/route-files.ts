import type { Route } from './adapter-schema.ts';

/** The global under which a page's own route waits for the content script. */
export const ROUTE = 'fairleadRoute';

/** The file that holds one CRM's route: only the pages of that CRM load it, however many CRMs there are. */
export function routeFile(adapter: string): string {
  return `routes/${adapter}.js`;
}

/** What stands in it. */
export function routeScript(route: Route): string {
  return `globalThis.${ROUTE}=${JSON.stringify(route)};`;
}

type ContentScript = { matches: string[]; run_at: 'document_idle'; js: string[] };

/** The manifest's content scripts: on each CRM's own hosts, its route before the script that follows it. */
export function contentScripts(routes: readonly Pick<Route, 'adapter' | 'hosts'>[]): ContentScript[] {
  return routes
    .filter((route) => route.hosts.length > 0)
    .map(({ adapter, hosts }) => ({
      matches: [...hosts],
      run_at: 'document_idle',
      js: [routeFile(adapter), 'content-scripts/overlay.js'],
    }));
}
