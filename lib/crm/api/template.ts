import { instantOfMs, readMoment } from '@/lib/domain/calendar';
import { isObject, plainText } from './path';

/** What a template may name. A variable without a value leaves out the member, parameter or header that is made of it alone. */
export type Variables = Readonly<Record<string, unknown>>;

const PLACE = /\{([A-Za-z]\w*)((?:\|[a-zA-Z]+(?::[^|}]*)?)*)\}/g;
const ONE_PLACE = /^\{([A-Za-z]\w*)((?:\|[a-zA-Z]+(?::[^|}]*)?)*)\}$/;

/** Thrown when an adapter asks for what is not there, such as an account that the address does not tell. */
export class MissingVariable extends Error {}

/** Fills a text; each variable goes through its filters and then through `escape`. Throws `MissingVariable`. */
export function fillText(template: string, variables: Variables, escape: (text: string) => string = String): string {
  return template.replace(PLACE, (_whole, name: string, filters: string) => {
    const value = filtered(variables[name], filters);
    const text = Array.isArray(value) ? value.map(String).join(',') : plainText(value);
    if (text === null) throw new MissingVariable(name);
    return escape(text);
  });
}

/** The same, or null where a variable has no value. */
export function fillOrNull(template: string, variables: Variables): string | null {
  try {
    return fillText(template, variables);
  } catch (error) {
    if (error instanceof MissingVariable) return null;
    throw error;
  }
}

/** Fills JSON: a text that is one placeholder becomes the value itself; members without a value are left out. */
export function fillJson(template: unknown, variables: Variables): unknown {
  if (typeof template === 'string') {
    const [, name, filters = ''] = ONE_PLACE.exec(template) ?? [];
    return name === undefined ? (fillOrNull(template, variables) ?? undefined) : filtered(variables[name], filters);
  }
  if (Array.isArray(template))
    return template.map((item) => fillJson(item, variables)).filter((item) => item !== undefined);
  if (!isObject(template)) return template;
  if (typeof template['$each'] === 'string') return fillEach(template['$each'], template['as'], variables);
  const merged = template['$merge'];
  if (Array.isArray(merged)) return Object.assign({}, ...merged.map((part) => fillJson(part, variables))) as unknown;
  const members = Object.entries(template).map(([key, member]): [string, unknown] => [
    fillText(key, variables),
    fillJson(member, variables),
  ]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function fillEach(name: string, item: unknown, variables: Variables): unknown[] {
  const list = variables[name];
  return Array.isArray(list) ? list.map((each: unknown) => fillJson(item, { ...variables, item: each })) : [];
}

function filtered(value: unknown, filters: string): unknown {
  if (value === undefined || value === null) return undefined;
  let result: unknown = value;
  for (const filter of filters.split('|').slice(1)) {
    const [name, argument] = splitOnce(filter);
    const run = FILTERS[name];
    if (!run) throw new Error(`no filter “${name}”`);
    result = run(result, argument);
  }
  return result;
}

function splitOnce(filter: string): [string, string] {
  const colon = filter.indexOf(':');
  return colon === -1 ? [filter, ''] : [filter.slice(0, colon), filter.slice(colon + 1)];
}

/** The filters of `{name|filter}`: how a variable is written where it stands. */
const FILTERS: Readonly<Record<string, (value: unknown, argument: string) => unknown>> = {
  /** inside the quotes of a SOQL text */
  soql: (value) => String(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
  soqlList: (value) =>
    listOf(value)
      .map((item) => `'${String(item).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)
      .join(','),
  /** inside the quotes of an OData text */
  odata: (value) => String(value).replaceAll("'", "''"),
  join: (value, separator) =>
    listOf(value)
      .map(String)
      .join(separator === '' ? ',' : separator),
  before: (value, prefix) => listOf(value).map((item) => `${prefix}${String(item)}`),
  number: (value) => (Array.isArray(value) ? value.map(Number) : Number(value)),
  text: (value) => (Array.isArray(value) ? value.map(String) : String(value)),
  list: listOf,
  /** one of a list's items */
  at: (value, index) => listOf(value)[Number(index)],
  json: (value) => JSON.stringify(value),
  encoded: (value) => encodeURIComponent(String(value)),
  date: (value) => String(value).slice(0, 10),
  seconds: (value) => String(value).replace(/\.\d+/, ''),
  /** with an offset, for those who do not know Z */
  offset: (value) => String(value).replace(/(?:\.\d+)?Z$/, '+00:00'),
  utc: (value) =>
    String(value)
      .replace('T', ' ')
      .replace(/(?:\.\d+)?Z?$/, ''),
  epochMs: (value) => momentMs(value),
  httpDate: (value) => new Date(Math.ceil(momentMs(value) / 1000) * 1000).toUTCString(),
  dateParts: (value) => parts(String(value), 'date'),
  momentParts: (value) => parts(String(value), 'datetime'),
};

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function momentMs(value: unknown): number {
  if (typeof value === 'number') return value;
  const moment = readMoment(String(value));
  if (!moment) throw new Error('no moment');
  return moment.ms ?? moment.order;
}

/** A date as some JSON-RPC servers want it: named parts with their class. */
export function parts(text: string, kind: 'date' | 'datetime'): Record<string, string | number> {
  const iso = kind === 'datetime' ? (instantOfMs(momentMs(text)) ?? text) : text;
  const [year, month, day, hour, minute, second] = iso.split(/[-T:.Z]/).map(Number);
  const date = { __class__: kind, year: year ?? 0, month: month ?? 0, day: day ?? 0 };
  return kind === 'date'
    ? date
    : { ...date, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0, microsecond: 0 };
}
