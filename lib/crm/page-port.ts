import type { ReadPlan } from './adapter-schema';
import type { Place, SiteRoute } from './route';

/** Where the panel leaves a CRM's reading plan in `storage.session`, for the pages that are opened next. */
export function planKey(adapter: string): string {
  return `plan:${adapter}`;
}

/** Where the panel leaves how the frame is to look (`FrameLook`) while it loads, in `storage.session`. */
export const LOOK = 'look';

/** Where the background leaves the routes of the CRMs that were added at an origin, in `storage.session`. */
export function routesKey(origin: string): string {
  return `routes:${origin}`;
}

/** Where the background leaves the ids of the CRMs that the managed policy does not allow, in `storage.session`. */
export const QUIET = 'quiet';

/** What a page asks of the background where neither the shipped adapters nor the session know it. */
export const ASK_ROUTES = 'routes?';

/** What a page tells the background that opens on a list or board of deals: no panel is there that would. */
export const OVERVIEW_SHOWN = 'overview';

/**
 * From the background to a page: its added routes are now these; none means that the overlay leaves. On the CRMs in `quiet`
 * nothing is done until the toolbar button is pressed, and then only said why.
 */
export type RoutesMessage = {
  type: 'routes';
  routes: readonly SiteRoute[];
  quiet: readonly string[];
  /** Where we are paused; told to a page that asked, as it may have no other way to know. */
  paused?: readonly string[];
};

/** Name of the port between a panel and the content script of its tab. */
export const PAGE_PORT = 'fairlead:page';

/** Name of the port from a framed panel to the background that leads on to the content script, where there is no straight way. */
export const RELAY_PORT = 'fairlead:relay';

/** The background's first word on such a port: the address of the panel's tab. */
export type FromRelay = { type: 'tab'; url: string };

/** Name of the port of the browser's own side panel, which shows the tab that is in front. */
export const SIDE_PORT = 'fairlead:side';

/** Where the background leaves the origins on which the user paused us, in `storage.session`. */
export const PAUSED = 'paused';

/** From the background to a page: on these origins we are paused now. */
export type PausedMessage = { type: 'paused'; origins: readonly string[] };

/** Where the panel sits on the page: distances of its lower corner from the window's edges, in CSS pixels. */
export type Position = { side: 'left' | 'right'; x: number; bottom: number };

/** How large the frame is, in CSS pixels, and whether it is on screen. */
export type FrameLayout = { width: number; height: number; visible: boolean };

/** How a frame looks on a deal before its panel has said a word. */
export type FrameLook = { layout: FrameLayout; position: Position };

/** From the panel to the page. The plan goes once; the page reads every record with it from then on. */
export type ToPage =
  | { type: 'plan'; plan: ReadPlan }
  | { type: 'layout'; layout: FrameLayout }
  /** Where the frame was left last time; from then on the page's word counts, or drags would be undone. */
  | { type: 'place'; position: Position }
  | { type: 'move'; dx: number; dy: number };

/**
 * From the page to the panel. `visit` grows with each navigation: whatever carries an older one is late.
 * `reading` is hostile until parsed.
 */
export type FromPage =
  | { type: 'place'; visit: number; place: Place }
  | { type: 'reading'; visit: number; reading: unknown }
  | { type: 'notReadable'; visit: number }
  /** The deals on a list or board page; hostile until parsed. */
  | { type: 'rows'; visit: number; rows: unknown }
  | { type: 'moved'; position: Position }
  | { type: 'toggle' };
