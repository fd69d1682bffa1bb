import { useEffect, useMemo, useRef, useState, type JSX } from 'react';
import type { CachedDeal } from '@/lib/cache/deal-cache';
import { writePlan } from '@/lib/cache/plan-cache';
import type { Layout } from '@/lib/cache/layout';
import { adapterNamed, isBlockedCrm, routeAt, type Catalog } from '@/lib/crm/catalog';
import { readPlan } from '@/lib/crm/read-plan';
import { changedOnPage } from '@/lib/domain/adapter-health';
import { dealName } from '@/lib/domain/deal';
import { tenantOf } from '@/lib/domain/tenant';
import type { PageLink, PageState } from '@/lib/messaging/page-link';
import { useApiReading, type ApiState } from '@/lib/queries/use-api-reading';
import { useAssessment, type Assessed } from '@/lib/queries/use-assessment';
import { useCatalog } from '@/lib/queries/use-catalog';
import { useFixing } from '@/lib/queries/use-fixing';
import type { Ground } from '@/lib/queries/sample/ground';
import { trailOf, useLastSeen } from '@/lib/queries/use-last-seen';
import { useLearned } from '@/lib/queries/use-learned';
import { useLayout } from '@/lib/queries/use-layout';
import { useMarks } from '@/lib/queries/use-marks';
import { usePack, type ActivePack } from '@/lib/queries/use-pack';
import { usePage } from '@/lib/queries/use-page';
import { useReliable } from '@/lib/queries/use-reliable';
import { useLoadedWords } from '@/lib/queries/use-words';
import { packFields } from '@/lib/rules/pack-fields';
import { DealContext, openDeal, SeenContext, seenDeal } from './deal-context';
import { fieldLabel } from './field-label';
import { Framed, useLeftLook } from './framed';
import { givingWay } from './give-way';
import { marksOf, MarksContext } from './marks';
import { Panel } from './panel';
import type { PanelView } from './view';

type AppProps = {
  link: PageLink;
  /** In the browser's own side panel: always open, and no frame on the page to be sized or moved. */
  side?: boolean;
  /** What it stands on where that is no CRM's page: the sample deal. */
  ground?: Ground;
};

/** The panel of one tab: what the page shows, judged by the active pack. */
export function App({ link, side = false, ground }: AppProps): JSX.Element | null {
  const page = usePage(link);
  const active = usePack();
  const catalog = useCatalog();
  const [layout, changeLayout] = useLayout();
  const words = useLoadedWords();
  const adapterId = page.place?.adapter ?? null;
  const blocked = catalog !== undefined && adapterId !== null && isBlockedCrm(catalog, adapterId);
  // Where the policy lets nothing be done there is no deal either: the panel stays away until asked for, and says why.
  const dealId = !blocked && page.place && 'id' in page.place ? page.place.id : null;
  const tenant = adapterId && page.url ? tenantOf(adapterId, new URL(page.url).origin) : null;
  const adapter = ground?.adapter ?? (catalog && adapterId ? adapterNamed(catalog, adapterId) : null);
  const lastSeen = useLastSeen(tenant, dealId, page.visit);
  const api = useApiReading(adapter, tenant, page, dealId, active?.pack ?? null);
  const learned = useLearned(tenant);
  const assessed = useAssessment({
    adapter,
    reading: page.reading,
    active,
    lastSeen,
    learned,
    api,
  });
  const seen = useMemo(() => seenDeal(tenant, lastSeen), [tenant, lastSeen]);
  const reliable = useReliable(tenant);
  const fixing = useFixing({
    tenant,
    dealId,
    deal: assessed?.deal ?? null,
    unsaved: page.reading?.unsaved !== undefined,
    assessment: assessed?.assessment ?? null,
    input: assessed?.input ?? null,
    adapter,
    ground,
    pack: active?.pack ?? null,
  });
  // On a page that is no deal the panel stays away until asked for, and only for that visit.
  const [openedOn, setOpenedOn] = useState<number | null>(null);
  const open = dealId === null ? openedOn === page.visit : (layout?.open ?? false);
  const setOpen = (value: boolean): void =>
    dealId === null ? setOpenedOn(value ? page.visit : null) : changeLayout({ open: value });

  const marked = useMemo(() => marksOf(assessed?.assessment ?? null, words), [assessed, words]);
  const pageMarks = useMarks({
    tenant,
    dealId,
    marks: marked,
    hide: words?.t('marks.hide') ?? '',
    onClick: () => setOpen(true),
  });
  const marks = givingWay(pageMarks, { link, position: layout?.position, fold: () => setOpen(false) });

  // The adapter follows from the address alone: the plan need not wait for the page's first word.
  usePlan(link, page.url, catalog, active);
  usePosition(link, page, layout, changeLayout);
  useLeftLook(side ? undefined : layout);
  useToggle(page.toggles, () => setOpen(!open));

  if (page.status !== 'connected' || !layout || !words) return null;
  const view = blocked ? NOT_ALLOWED : viewOf(page, tenant, dealId, active, lastSeen, assessed, api, reliable);
  const frame = side ? null : { onFold: () => setOpen(false), onMove: link.move };
  const panel = (
    <DealContext value={openDeal(tenant, assessed, ground !== undefined)}>
      <SeenContext value={seen}>
        <MarksContext value={marks}>
          <Panel view={view} fixing={fixing} open={side || open} onOpen={() => setOpen(true)} frame={frame} />
        </MarksContext>
      </SeenContext>
    </DealContext>
  );
  if (side) return panel;
  return (
    <Framed
      link={link}
      open={open}
      visible={dealId !== null || open}
      waiting={view.kind === 'reading'}
      side={layout.position.side}
    >
      {panel}
    </Framed>
  );
}

const NOT_ALLOWED: PanelView = { kind: 'notAllowed' };
const LAST_SEEN = { kind: 'deal', fresh: false, unsaved: null, problem: null, changed: [] } as const;

function viewOf(
  page: PageState,
  tenant: string | null,
  dealId: string | null,
  active: ActivePack | undefined,
  lastSeen: CachedDeal | null | undefined,
  assessed: Assessed | null,
  api: ApiState,
  reliable: ReadonlySet<string>,
): PanelView {
  if (dealId === null) return { kind: 'notADeal', tenant, rows: page.rows?.rows ?? null };
  if (active && !active.pack) return { kind: 'noPack', problem: active.problem };
  if (assessed) {
    if (assessed.assessment.read.read === 0) return { kind: 'notReadable' };
    const unsaved = page.reading?.unsaved?.map((key) => fieldLabel(key, active?.pack?.fields ?? [])) ?? null;
    const changed = assessed.page ? changedOnPage(assessed.page, reliable) : [];
    const { deal, assessment } = assessed;
    const trail = trailOf(lastSeen, assessment.at);
    return {
      kind: 'deal',
      name: dealName(deal),
      assessment,
      fresh: true,
      unsaved,
      problem: api.problem,
      changed,
      trail,
      visits: lastSeen?.visits ?? null,
    };
  }
  if (page.notReadable) return { kind: 'notReadable' };
  if (lastSeen) return { ...LAST_SEEN, ...lastSeen, trail: lastSeen.trail ?? [], visits: lastSeen.visits ?? null };
  return { kind: 'reading' };
}

/** Sends the read plan once the CRM and the pack's own fields are known, and again when either changes. */
function usePlan(link: PageLink, url: string, catalog: Catalog | undefined, active: ActivePack | undefined): void {
  useEffect(() => {
    const route = !catalog || url === '' ? null : routeAt(catalog, new URL(url));
    const adapter = !catalog || route === null ? null : adapterNamed(catalog, route.adapter);
    if (!adapter || !active) return;
    const plan = readPlan(adapter, active.pack ? packFields(active.pack) : []);
    link.plan(plan);
    void writePlan(adapter.route.adapter, plan);
  }, [link, url, catalog, active]);
}

/** Puts the frame where it was left once, and remembers where drags leave it. */
function usePosition(
  link: PageLink,
  page: PageState,
  layout: Layout | undefined,
  change: (part: Partial<Layout>) => void,
): void {
  const placed = useRef(false);
  const connected = page.status === 'connected';
  useEffect(() => {
    if (!connected || !layout || placed.current) return;
    placed.current = true;
    link.place(layout.position);
  }, [link, connected, layout]);
  useEffect(() => {
    if (page.position) change({ position: page.position });
  }, [page.position, change]);
}

/** Runs `toggle` once for each press of the toolbar button or the shortcut. */
function useToggle(toggles: number, toggle: () => void): void {
  const seen = useRef(0);
  useEffect(() => {
    if (toggles === seen.current) return;
    seen.current = toggles;
    toggle();
  });
}
