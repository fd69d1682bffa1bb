import type { Adapter, LabelRule, Locator, Route, RowsPlan } from '@/lib/crm/adapter-schema';
import type { DealFieldKey } from '@/lib/domain/fields';
import type { Proposal } from './propose-locator';
import type { ProposedRoute } from './propose-route';
import { proposeListPage } from './propose-rows';
import { NOTHING_PICKED, proposeEditPage, proposeWriting, type PickedWriting } from './propose-write';

/** A field that an admin picked; `own` is a pack's own field, found by the adapter's template. */
export type DraftField = { key: DealFieldKey | 'own'; proposals: readonly Proposal[] };

export type Draft = {
  title: string;
  route: Extract<ProposedRoute, { ok: true }>;
  urls: readonly [string, string];
  fields: readonly DraftField[];
  formats: Adapter['formats'];
  /** A page of many deals, and how its rows are read. */
  list?: { url: string; plan: RowsPlan } | null;
  writing?: PickedWriting;
};

/** An adapter's id from its title. */
export function idOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return words === '' ? 'crm' : words.slice(0, 40);
}

/** The adapter document of what was picked so far. */
export function draftAdapter(draft: Draft): Adapter {
  const { title, route, urls, fields, formats, list = null, writing = NOTHING_PICKED } = draft;
  const proposals = fields.flatMap((field) => field.proposals);
  const shown = readyOf(proposals);
  const recipe = proposeWriting(writing, shown);
  const listPage = list && proposeListPage(new URL(list.url), route.page);
  const isHttps = route.host.startsWith('https:');
  return {
    adapter: 1,
    title,
    proof: 'real',
    route: {
      adapter: idOf(title),
      hosts: isHttps ? [route.host] : [],
      ...(isHttps ? {} : { devHosts: [route.host] }),
      pages: [...editPages(draft), route.page, ...(listPage ? [listPage] : [])],
    },
    formats,
    read: {
      ready: recipe?.open === undefined ? shown : `${shown}, ${recipe.form ?? recipe.ready}`,
      ...(proposals.some(({ deep }) => deep) ? { deep: true as const } : {}),
      labels: rulesOf(proposals),
      emptyTexts: ['—', '–', '-'],
      fields: Object.fromEntries(
        fields.flatMap(({ key, proposals: at }) =>
          key === 'own' || at.length === 0
            ? []
            : [[key, { at: [...at.map(({ locator }) => locator), ...(recipe ? controlsOf(writing, key) : [])] }]],
        ),
      ),
      lists: {},
      ...(list && listPage ? { rows: [list.plan] } : {}),
    },
    ...(recipe ? { write: { page: recipe } } : {}),
    custom: templatesOf(fields),
    examples: [
      { url: urls[0], kind: 'record', id: decoded(route.ids[0]) },
      { url: urls[1], kind: 'record', id: decoded(route.ids[1]) },
      ...(list && listPage ? [{ url: list.url, kind: 'list' as const }] : []),
      { url: otherThan(route.origin, listPage), kind: 'other' },
    ],
  };
}

/** In the form, a field is read from the control that it is written to. */
function controlsOf({ controls }: PickedWriting, key: DealFieldKey): Locator[] {
  return controls.filter((one) => one.key === key).map(({ target }) => ({ css: target.css }));
}

function editPages({ route, writing = NOTHING_PICKED }: Draft): Route['pages'] {
  const page = writing.controls[0] && proposeEditPage(writing.controls[0].url, route.page, route.ids[0]);
  return page ? [page] : [];
}

/** An address that is neither a deal nor the list. */
function otherThan(origin: string, listPage: Route['pages'][number] | null): string {
  const isList = listPage?.in === 'path' && new RegExp(listPage.pattern).test('/');
  return isList ? `${origin}/no-such-page` : `${origin}/`;
}

/** Proof that a record is on screen: any of the places found by attribute, else any label. */
function readyOf(proposals: readonly Proposal[]): string {
  const places = proposals.flatMap(({ locator }) =>
    locator.css === undefined ? [] : [locator.css.split('>>>')[0]?.trim() ?? ''],
  );
  const found = places.length > 0 ? places : proposals.flatMap(({ labels }) => (labels ? [labels.label] : []));
  const first = [...new Set(found)].slice(0, 3).join(', ');
  return first === '' ? 'body' : first;
}

function rulesOf(proposals: readonly Proposal[]): LabelRule[] {
  const rules = proposals.flatMap(({ labels }) => (labels ? [labels] : []));
  return rules.filter((rule, at) => rules.findIndex((other) => JSON.stringify(other) === JSON.stringify(rule)) === at);
}

/** A pack's own fields are found like the ones picked: by the same attribute with another name, and by their labels. */
function templatesOf(fields: readonly DraftField[]): Locator[] {
  const own = fields.filter(({ key }) => key === 'own').flatMap(({ proposals }) => proposals);
  const templates = own.flatMap(({ locator, name }): Locator[] => {
    const css = locator.css;
    if (css === undefined || name === undefined) return [];
    const at = css.lastIndexOf(name);
    return [{ ...locator, css: `${css.slice(0, at)}{crm}${css.slice(at + name.length)}` }];
  });
  const unique = templates.filter(({ css }, at) => templates.findIndex((other) => other.css === css) === at);
  return [...unique, { labels: [] }];
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
