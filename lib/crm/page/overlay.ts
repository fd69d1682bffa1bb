import { browser } from 'wxt/browser';
import type { ReadPlan } from '@/lib/crm/adapter-schema';
import { LOOK, OVERVIEW_SHOWN, planKey, type FrameLook, type FromPage, type ToPage } from '@/lib/crm/page-port';
import { placeOf, type Place, type SiteRoute } from '@/lib/crm/route';
import { atEnd } from './at-end';
import { followNavigation } from './follow';
import { holdFrame } from './frame-holder';
import { onBackground } from './from-background';
import { fromSession } from './from-session';
import { acceptPanel } from './panel-port';
import { rowsReader } from './read-rows';
import { recordReader } from './record-reader';

/** What the overlay asks of the browser's window; a parameter, so that nothing global is reached for. */
export type Host = { window: Window; document: Document; now: () => number; newToken: () => string };

/**
 * The overlay of one CRM tab: follows navigation, holds the panel's frame on deal pages, reads what the panel asks for.
 * It judges nothing; the panel does.
 */
export function startOverlay(route: SiteRoute, { window, document, now, newToken }: Host, signal: AbortSignal): void {
  let place: Place = { kind: 'other', adapter: route.adapter };
  let visit = 0;
  let plan: ReadPlan | null = null;
  let toggleWaits = false;
  // What was read before the panel was there to hear it.
  let latest: FromPage | null = null;
  const held = holdFrame(document, newToken, signal);
  const reader = recordReader(document, now);
  const rows = rowsReader(document, (seen) => panel.send({ type: 'rows', visit, rows: seen }));

  const panel = acceptPanel({
    token: held.token,
    onConnect: () => {
      rows.show(false); // a new panel has seen none yet
      panel.send({ type: 'place', visit, place });
      if (latest) panel.send(latest);
      if (toggleWaits) panel.send({ type: 'toggle' });
      toggleWaits = false;
    },
    onSide: (open) => {
      held.lend(open); // one panel at a time
      if (!open && isDeal(place) && !route.quiet) held.show();
    },
    onMessage: (message) => receive(message),
    onOrphaned: () => held.frame()?.remove(),
    signal,
  });
  const read = (): void => {
    rows.want(isOverview(place) ? plan : null);
    latest = null;
    if (!plan || !isDeal(place)) return reader.stop();
    const from = visit;
    return reader.read(plan, place.id, (seen) => {
      latest = { ...seen, visit: from };
      panel.send(latest);
    });
  };
  const takePlan = (next: ReadPlan): void => {
    if (JSON.stringify(next) === JSON.stringify(plan)) return;
    plan = next;
    read();
  };
  const begin = ({ plan: left, look }: LeftByPanel): void => {
    if (look && !plan) held.expect(look); // with a plan, the panel was here sooner
    if (left && !plan) takePlan(left);
  };
  const receive = (message: ToPage): void => {
    const frame = held.frame();
    switch (message.type) {
      case 'plan':
        return takePlan(message.plan);
      case 'layout':
        rows.show(message.layout.visible);
        return frame?.layout(message.layout);
      case 'place':
        return frame?.place(message.position);
      case 'move':
        return frame ? panel.send({ type: 'moved', position: frame.move(message.dx, message.dy) }) : undefined;
    }
  };
  const arrive = (): void => {
    const next = placeOf(route, new URL(window.location.href));
    if (samePlace(place, next)) return;
    place = next;
    visit += 1;
    if (isDeal(place) && !route.quiet) held.show();
    else if (isOverview(place) && !route.quiet && held.frame() === null) tellOverview();
    panel.send({ type: 'place', visit, place });
    read();
  };

  onToggle(() => {
    toggleWaits = !panel.connected(); // a frame that is still loading, or none yet, is told once it connects
    panel.send({ type: 'toggle' });
    held.show();
  }, signal);
  followNavigation(window, arrive, signal);
  if (!route.quiet) void leftByPanel(route.adapter).then(begin);
  // A page that comes back from the back-forward cache has lost its ports; its panel starts afresh.
  window.addEventListener('pageshow', (event) => event.persisted && held.frame()?.reload(), { signal });
  atEnd(signal, reader.stop);
  atEnd(signal, rows.stop);
}

/** The toolbar button or the shortcut was pressed. */
function onToggle(callback: () => void, signal: AbortSignal): void {
  onBackground((message) => message === 'toggle' && callback(), signal);
}

/** Nobody needs to hear it: only the number on the toolbar button comes of it. */
function tellOverview(): void {
  void browser.runtime.sendMessage(OVERVIEW_SHOWN).catch(() => undefined);
}

type LeftByPanel = { plan: ReadPlan | undefined; look: FrameLook | undefined };

/** What a panel left for this CRM's pages; nothing before the first one, or where the browser keeps it from content scripts. */
async function leftByPanel(adapter: string): Promise<LeftByPanel> {
  const key = planKey(adapter);
  const { [key]: plan, [LOOK]: look } = (await fromSession([key, LOOK])) ?? {}; // written by our own panel only
  return { plan, look };
}

function isDeal(place: Place): place is Extract<Place, { id: string }> {
  return place.kind === 'record' || place.kind === 'edit';
}

function isOverview(place: Place): boolean {
  return place.kind === 'list' || place.kind === 'board';
}

function samePlace(a: Place, b: Place): boolean {
  return a.kind === b.kind && (isDeal(a) ? isDeal(b) && a.id === b.id : true);
}
