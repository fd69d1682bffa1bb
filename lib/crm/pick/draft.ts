import type { Adapter, LabelRule, Locator } from '@/lib/crm/adapter-schema';
import type { DealFieldKey } from '@/lib/domain/fields';
import type { Proposal } from './propose-locator';
import type { ProposedRoute } from './propose-route';

/** A field that an admin picked; `own` is a pack's own field, found by the adapter's template. */
export type DraftField = { key: DealFieldKey | 'own'; proposals: readonly Proposal[] };

export type Draft = {
  title: string;
  route: Extract<ProposedRoute, { ok: true }>;
  urls: readonly [string, string];
  fields: readonly DraftField[];
  formats: Adapter['formats'];
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
export function draftAdapter({ title, route, urls, fields, formats }: Draft): Adapter {
  const proposals = fields.flatMap((field) => field.proposals);
  const isHttps = route.host.startsWith('https:');
  return {
    adapter: 1,
    title,
    proof: 'real',
    route: {
      adapter: idOf(title),
      hosts: isHttps ? [route.host] : [],
      ...(isHttps ? {} : { devHosts: [route.host] }),
      pages: [route.page],
    },
    formats,
    read: {
      ready: readyOf(proposals),
      ...(proposals.some(({ deep }) => deep) ? { deep: true as const } : {}),
      labels: rulesOf(proposals),
      emptyTexts: ['—', '–', '-'],
      fields: Object.fromEntries(
        fields.flatMap(({ key, proposals: at }) =>
          key === 'own' || at.length === 0 ? [] : [[key, { at: at.map(({ locator }) => locator) }]],
        ),
      ),
      lists: {},
    },
    custom: templatesOf(fields),
    examples: [
      { url: urls[0], kind: 'record', id: decoded(route.ids[0]) },
      { url: urls[1], kind: 'record', id: decoded(route.ids[1]) },
      { url: `${route.origin}/`, kind: 'other' },
    ],
  };
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
