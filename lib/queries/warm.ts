import type { QueryClient } from '@tanstack/react-query';
import { routeAt } from '@/lib/crm/catalog';
import { placeOf } from '@/lib/crm/route';
import { tenantOf } from '@/lib/domain/tenant';
import type { PageLink } from '@/lib/messaging/page-link';
import { catalogQuery } from './use-catalog';
import { lastSeenQuery } from './use-last-seen';
import { layoutQuery } from './use-layout';
import { learnedQuery } from './use-learned';
import { packQuery } from './use-pack';

/** A frame is new with the first deal of a page; only one that was loaded anew has seen more, and asks again. */
const FIRST_VISIT = 1;

/**
 * Asks for what the first paint needs while the page is still busy: the browser tells the tab's address long before the
 * page's own script has time to say where it is. Nothing is shown by it; that waits for the page's word.
 */
export async function warm(client: QueryClient, link: PageLink): Promise<void> {
  void client.prefetchQuery(packQuery);
  void client.prefetchQuery(layoutQuery);
  const [catalog, url] = await Promise.all([client.fetchQuery(catalogQuery), addressOf(link)]);
  const route = routeAt(catalog, url);
  if (!route) return;
  const tenant = tenantOf(route.adapter, url.origin);
  const place = placeOf(route, url);
  void client.prefetchQuery(learnedQuery(tenant));
  if ('id' in place) void client.prefetchQuery(lastSeenQuery(tenant, place.id, FIRST_VISIT));
}

/** The page's address, once the browser has told it. */
function addressOf(link: PageLink): Promise<URL> {
  return new Promise((resolve) => {
    const stop = link.subscribe(() => {
      if (link.state().url === '') return;
      stop();
      resolve(new URL(link.state().url));
    });
  });
}

/**
 * Asks for what is known of each further deal in the very task that tells of it: what is shown asks only once it has been drawn, and
 * the record is read by then.
 */
export function warmDeals(client: QueryClient, link: PageLink): void {
  let asked = FIRST_VISIT;
  link.subscribe(() => {
    const { place, url, visit } = link.state();
    if (visit <= asked || !place || !('id' in place) || url === '') return;
    asked = visit;
    void client.prefetchQuery(lastSeenQuery(tenantOf(place.adapter, new URL(url).origin), place.id, visit));
  });
}
