import type { Adapter } from '@/lib/crm/adapter-schema';
import { isTooWide } from '@/lib/crm/patterns';
import { placeOf } from '@/lib/crm/route';
import type { AdapterError } from './adapter-error';
import { patternRisk } from './pattern-risk';

/** Keys of an adapter document that hold regular expressions, and those that hold selectors. */
const PATTERN_KEYS: ReadonlySet<string> = new Set(['pattern', 'match']);
const PATTERN_PATHS = /^api\.(?:id|crmName)$|^api\.ways\[\d+\]\.base\.rules\[\d+\]\.from$/;
const CSS_KEYS: ReadonlySet<string> = new Set(
  'css pane ready label around value emptyWhen shown rows open save saved option errors errorField cancel card'.split(
    ' ',
  ),
);
/** Of these keys only what is below `write` and `read` is a selector: elsewhere they are words. */
const CSS_PARTS = /^(?:read|write|custom)\b/;
/** A `value` that says what of the element counts, not where it is. */
const VALUE_KIND = /^(?:text|value|checked|@.*)$/;

/** What is wrong with a document beyond its shape: expressions that may hang, selectors that are none, hosts too wide. */
export function documentRisks(adapter: Adapter, isSelector: (css: string) => boolean): AdapterError[] {
  const texts = textsOf(adapter, '', '');
  return [
    ...texts.flatMap(({ key, path, text }) => (isPattern(key, path) ? patternError(path, text) : [])),
    ...texts.flatMap(({ key, path, text }) => (isCss(key, path, text) ? cssError(path, text, isSelector) : [])),
    ...[...adapter.route.hosts, ...(adapter.route.devHosts ?? [])].flatMap(hostError),
    ...exampleErrors(adapter),
  ];
}

type Text = { key: string; path: string; text: string };

function textsOf(value: unknown, path: string, key: string): Text[] {
  if (typeof value === 'string') return [{ key, path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((inner, at) => textsOf(inner, `${path}[${at}]`, key));
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, path === '' ? name : `${path}.${name}`, name));
}

function isPattern(key: string, path: string): boolean {
  return PATTERN_KEYS.has(key) || PATTERN_PATHS.test(path);
}

function patternError(path: string, text: string): AdapterError[] {
  const message = patternRisk(text);
  return message === null ? [] : [{ path, message, text }];
}

function isCss(key: string, path: string, text: string): boolean {
  return CSS_KEYS.has(key) && CSS_PARTS.test(path) && !(key === 'value' && VALUE_KIND.test(text));
}

function cssError(path: string, text: string, isSelector: (css: string) => boolean): AdapterError[] {
  const steps = text.split('>>>').map((step) => step.trim().replaceAll(/\{\w+\}/g, 'x'));
  return steps.every((step) => step !== '' && isSelector(step))
    ? []
    : [{ path, message: 'this is no CSS selector', text }];
}

function hostError(host: string): AdapterError[] {
  if (!isTooWide(host)) return [];
  const hint = 'name the CRM’s own domain, such as https://*.example.com/*';
  return [{ path: 'route.hosts', message: 'this would cover hosts of strangers', text: host, hint }];
}

/** The adapter's own examples are its test: each address must be what the document says it is. */
function exampleErrors(adapter: Adapter): AdapterError[] {
  if (adapter.route.pages.some((page) => patternRisk(page.pattern) !== null)) return [];
  return adapter.examples.flatMap((example, at) => {
    const place = placeOf(adapter.route, new URL(example.url));
    const id = 'id' in place ? place.id : undefined;
    if (place.kind === example.kind && id === example.id) return [];
    const found = id === undefined ? place.kind : `${place.kind} ${id}`;
    return [{ path: `examples[${at}]`, message: `the route’s patterns make this “${found}”`, text: example.url }];
  });
}
