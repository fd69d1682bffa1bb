import { browser, type Browser } from 'wxt/browser';
import type { ReadPlan, Route } from '@/lib/crm/adapter-schema';
import { placeOf, type Place } from '@/lib/crm/route';
import { PAGE_PORT, type FromPage, type ToPage } from '@/lib/crm/page-port';
import { followNavigation } from './follow';
import { mountFrame, type PanelFrame } from './frame';
import { watchRecord, type Leftover, type Seen } from './watch';

/** What the overlay asks of the browser's window; a parameter, so that nothing global is reached for. */
export type Host = { window: Window; document: Document; now: () => number; newToken: () => string };

/**
 * The overlay of one CRM tab: follows navigation, holds the panel's frame on deal pages, reads what the panel asks for.
 * It judges nothing; the panel does.
 */
export function startOverlay(route: Route, host: Host, signal: AbortSignal): void {
  const { window, document } = host;
  let place: Place = { kind: 'other', adapter: route.adapter };
  let visit = 0;
  let plan: ReadPlan | null = null;
  let port: Browser.runtime.Port | null = null;
  let frame: PanelFrame | null = null;
  let token = '';
  let leftover: Leftover = null;
  let toggleWaits = false;
  let watching = new AbortController();

  const send = (message: FromPage): void => port?.postMessage(message);
  const frameUrl = (): string => {
    token = host.newToken();
    return `${browser.runtime.getURL('/panel.html')}#${token}`;
  };
  const watch = (): void => {
    watching.abort();
    watching = new AbortController();
    if (!plan || !port || !isDeal(place)) return;
    const from = visit;
    const emit = (seen: Seen): void => {
      if (seen.type === 'reading') leftover = { recordId: seen.reading.recordId, content: contentOf(seen.reading) };
      send({ ...seen, visit: from });
    };
    watchRecord({ plan, recordId: place.id, document, leftover, now: host.now, emit, signal: watching.signal });
  };
  const showFrame = (): void => {
    frame ??= mountFrame(document, frameUrl, signal);
  };
  const onPlace = (): void => {
    const next = placeOf(route, new URL(window.location.href));
    if (sameRecord(place, next)) return;
    place = next;
    visit += 1;
    if (isDeal(place)) showFrame();
    send({ type: 'place', visit, place });
    watch();
  };
  const onMessage = (message: ToPage): void => {
    switch (message.type) {
      case 'plan':
        plan = message.plan;
        return watch();
      case 'layout':
        return frame?.layout(message.layout);
      case 'place':
        return frame?.place(message.position);
      case 'move':
        return frame ? send({ type: 'moved', position: frame.move(message.dx, message.dy) }) : undefined;
    }
  };
  const onConnect = (incoming: Browser.runtime.Port): void => {
    if (!isOurPanel(incoming, token)) return incoming.disconnect();
    port?.disconnect();
    port = incoming;
    port.onMessage.addListener(onMessage);
    port.onDisconnect.addListener(() => {
      if (port === incoming) port = null;
      if (!browser.runtime?.id) frame?.remove(); // the extension was updated or removed: this script is an orphan
    });
    send({ type: 'place', visit, place });
    if (toggleWaits) send({ type: 'toggle' });
    toggleWaits = false;
  };
  const onToggle = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    if (sender.tab || message !== 'toggle') return; // only the background, which has no tab, may ask
    toggleWaits = !port; // a frame that is still loading, or none yet, is told once it connects
    send({ type: 'toggle' });
    showFrame();
  };

  browser.runtime.onConnect.addListener(onConnect);
  browser.runtime.onMessage.addListener(onToggle);
  followNavigation(window, onPlace, signal);
  signal.addEventListener('abort', () => {
    watching.abort();
    browser.runtime.onConnect.removeListener(onConnect);
    browser.runtime.onMessage.removeListener(onToggle);
  });
}

function isDeal(place: Place): place is Extract<Place, { id: string }> {
  return place.kind === 'record' || place.kind === 'edit';
}

function sameRecord(a: Place, b: Place): boolean {
  return a.kind === b.kind && (isDeal(a) ? isDeal(b) && a.id === b.id : true);
}

function contentOf(reading: { fields: unknown; lists: unknown }): string {
  return JSON.stringify({ fields: reading.fields, lists: reading.lists });
}

/** The panel this script put on the page knows the token; a panel that the page framed does not. */
function isOurPanel(port: Browser.runtime.Port, token: string): boolean {
  return port.sender?.id === browser.runtime.id && port.name === `${PAGE_PORT}:${token}` && token !== '';
}
