import type { ApiValue } from '@/lib/crm/adapter-api-schema';
import { dateOfMs, instantOfMs, readDay, readMoment } from '@/lib/domain/calendar';
import { cleanLine, cleanText, cut } from '@/lib/domain/clean-text';
import type { Field, FieldValue, Money, UnknownReason } from '@/lib/domain/deal';
import type { FieldType } from '@/lib/domain/fields';
import { find, findAll, isObject, plainText, rowsAt, type Found } from './path';

/** What ids stand for, by look-up name; null for one that could not be read. */
export type Tables = Readonly<Record<string, ReadonlyMap<string, string> | null>>;

/** What a mapping may look at beside the row: look-ups, and the answers of the calls before. */
export type ValueContext = {
  tables: Tables;
  answers: readonly unknown[];
  options: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What else means nothing in this CRM's answers. */
  empty: readonly unknown[];
};

export const NO_CONTEXT: ValueContext = { tables: {}, answers: [], options: new Map(), empty: [] };

const LONGEST_TEXT = 10_000;
const EMPTY: Field = { state: 'empty', source: 'api' };
const LARGEST = 1e15;

/**
 * Reads one value out of an answer, as a field of this type. Absent is unknown (a hidden field is left out of answers), null is
 * empty, and what is not of the type is unknown, too.
 */
export function readValue(plan: ApiValue, root: unknown, type: FieldType, context: ValueContext = NO_CONTEXT): Field {
  if (plan.fixed !== undefined) return { state: 'value', value: plan.fixed, source: 'api' };
  const found = locate(plan, root, context);
  if (found.state === 'absent') return unknown('notGiven');
  if (found.state === 'null' || isEmpty(plan, found.value, context)) return EMPTY;
  if (found.value === UNRESOLVED) return unknown('notGiven');
  const value = parse(plan, found.value, type, root);
  if (value === '') return EMPTY;
  return value === null ? unknown('odd', found.value) : { state: 'value', value, source: 'api' };
}

const UNRESOLVED = Symbol('an id whose look-up could not be read');

function locate(plan: ApiValue, root: unknown, context: ValueContext): Found {
  const found = locateAt(plan, root, context);
  if (
    plan.or === undefined ||
    (found.state === 'value' && isPlain(found.value) && !isEmpty(plan, found.value, context))
  )
    return found;
  const { or, through: _through, ...others } = plan;
  const other = locateAt({ ...others, path: or }, root, context);
  return other.state === 'absent' && (found.state !== 'value' || isPlain(found.value)) ? found : other;
}

function isPlain(value: unknown): boolean {
  return value === UNRESOLVED || plainText(value) !== null;
}

function locateAt(plan: ApiValue, root: unknown, context: ValueContext): Found {
  const paths = typeof plan.path === 'string' ? [plan.path] : (plan.path ?? []);
  const [first = { state: 'absent' } as const, ...others] = paths.map((path) => find(root, path));
  const direct = others.length === 0 ? first : joined([first, ...others]);
  const found = direct.state === 'value' ? direct : emptied(paths, root, context, direct);
  if (found.state === 'absent' && plan.emptyIf !== undefined && find(root, plan.emptyIf).state === 'null')
    return { state: 'null' };
  return found.state === 'value' ? resolved(plan, found.value, paths, context) : found;
}

/** Some CRMs write `false` for a missing record: what would lie below it is empty, not unknown. */
function emptied(paths: readonly string[], root: unknown, context: ValueContext, found: Found): Found {
  if (found.state === 'null' || context.empty.length === 0) return found;
  const above = paths.flatMap((path) => path.split('/').map((_step, index, steps) => steps.slice(0, index).join('/')));
  const empty = above.some((path) => path !== '' && context.empty.includes(valueAt(root, path)));
  return empty ? { state: 'null' } : found;
}

function joined(all: readonly Found[]): Found {
  const texts = all
    .flatMap((each) => (each.state === 'value' ? [plainText(each.value) ?? ''] : []))
    .filter((text) => text !== '');
  if (texts.length > 0) return { state: 'value', value: texts.join(' ') };
  return all.some((each) => each.state !== 'absent') ? { state: 'null' } : { state: 'absent' };
}

function resolved(plan: ApiValue, value: unknown, paths: readonly string[], context: ValueContext): Found {
  const key = plainText(value);
  if (plan.map && key !== null) return { state: 'value', value: Object.hasOwn(plan.map, key) ? plan.map[key] : value };
  if (plan.through) return throughStep(plan.through, key, context);
  if (plan.lookup === undefined || key === null || isEmpty(plan, value, context)) return { state: 'value', value };
  if (/^options(?::|$)/.test(plan.lookup)) {
    const options = context.options.get(plan.lookup.slice(8) || (paths[0]?.split('/').at(-1) ?? ''));
    return { state: 'value', value: options?.get(key) ?? value }; // an option that was deleted is still what the record holds
  }
  const table = context.tables[plan.lookup];
  return { state: 'value', value: table?.get(key) ?? UNRESOLVED };
}

function throughStep(through: NonNullable<ApiValue['through']>, key: string | null, { answers }: ValueContext): Found {
  const rows = rowsAt(answers[through.step], through.rows) ?? [];
  const row = rows.find((each) => plainText(valueAt(each, through.key)) === key);
  if (row === undefined) return { state: 'null' };
  if (!through.value.split('/').includes('*')) return find(row, through.value);
  const texts = findAll(row, through.value).flatMap((each) => plainText(each) ?? []);
  return texts.length === 0 ? { state: 'null' } : { state: 'value', value: texts.join(', ') };
}

function valueAt(root: unknown, path: string): unknown {
  const at = find(root, path);
  return at.state === 'value' ? at.value : null;
}

function isEmpty(plan: ApiValue, value: unknown, context: ValueContext): boolean {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return true;
  return plan.empty?.includes(value as string) === true || context.empty.includes(value);
}

function parse(plan: ApiValue, raw: unknown, type: FieldType, root: unknown): FieldValue | null {
  switch (plan.kind ?? type) {
    case 'number':
    case 'percent':
      return numberOf(raw, plan.scale);
    case 'money':
      return moneyOf(plan, raw, root);
    case 'date':
      return dateOf(plan, raw);
    case 'instant':
      return instantOf(plan, raw);
    case 'html':
      return textOf(withoutTags(plainText(raw) ?? ''), type);
    default:
      return textOf(plainText(raw), type);
  }
}

function textOf(text: string | null, type: FieldType): string | null {
  if (text === null) return null;
  return cut(type === 'longText' ? cleanText(text) : cleanLine(text), LONGEST_TEXT);
}

function numberOf(raw: unknown, scale = 1): number | null {
  const number =
    typeof raw === 'number'
      ? raw
      : typeof raw === 'string' && /^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(raw)
        ? Number(raw)
        : Number.NaN;
  const value = Number((number * scale).toPrecision(15));
  return Number.isFinite(value) && Math.abs(value) <= LARGEST ? value + 0 : null;
}

function moneyOf(plan: ApiValue, raw: unknown, root: unknown): Money | null {
  const value = numberOf(raw, plan.scale);
  if (value === null) return null;
  const code = plan.currency === undefined ? plan.currencyFixed : plainText(valueAt(root, plan.currency));
  return { value, currency: typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : null };
}

function dateOf(plan: ApiValue, raw: unknown): string | null {
  const ms = msOf(plan, raw);
  if (ms !== null) return dateOfMs(ms);
  const text = typeof raw === 'string' ? raw.trim().slice(0, 10) : '';
  return readDay(text) ? text : null;
}

function instantOf(plan: ApiValue, raw: unknown): string | null {
  const ms = msOf(plan, raw);
  if (ms !== null) return instantOfMs(ms);
  const text = typeof raw === 'string' ? raw.trim().replace(' ', 'T') : '';
  const moment = readMoment(text);
  if (!moment) return null;
  return moment.ms === null ? text : instantOfMs(moment.ms);
}

/** The moment of a date that is not written as ISO 8601. */
function msOf(plan: ApiValue, raw: unknown): number | null {
  switch (plan.as) {
    case 'epochMs':
      return numberOf(raw);
    case 'epochSeconds':
      return numberOf(raw, 1000);
    case 'utc':
      return typeof raw === 'string'
        ? (readMoment(`${raw.trim().replace(' ', 'T')}${raw.includes(':') ? 'Z' : ''}`)?.order ?? null)
        : null;
    case 'parts':
      return partsMs(raw);
    default:
      return null;
  }
}

function partsMs(raw: unknown): number | null {
  if (!isObject(raw)) return null;
  const number = (name: string, least: number): number => numberOf(raw[name] ?? least) ?? Number.NaN;
  const ms = Date.UTC(
    number('year', 0),
    number('month', 1) - 1,
    number('day', 1),
    number('hour', 0),
    number('minute', 0),
    number('second', 0),
  );
  return Number.isFinite(ms) ? ms : null;
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/div|\/li)[^<>]*>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

function unknown(reason: UnknownReason, raw?: unknown): Field {
  const text = raw === undefined ? null : plainText(raw);
  return text === null ? { state: 'unknown', reason } : { state: 'unknown', reason, raw: cut(cleanLine(text), 120) };
}
