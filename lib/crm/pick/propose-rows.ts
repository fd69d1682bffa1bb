import type { Locator, Route, RowsPlan } from '@/lib/crm/adapter-schema';
import type { DealFieldKey } from '@/lib/domain/fields';
import type { RawRow } from '@/lib/domain/raw-reading';
import { isCounter } from './generated';
import type { Picked, PickedNode } from './picked';
import { proposeLocators, writtenClass } from './propose-locator';

/** The record pages of a CRM: how an address tells a deal's id. */
type RecordPage = Route['pages'][number];

const MOST = 80;
const ROW_LEVELS = 7;

/** Ways to read a list of deals from one picked cell: which rows, which cell of each, and where a row's id is. The best comes first. */
export function proposeRows(picked: Picked, key: DealFieldKey, record: RecordPage): RowsPlan[] {
  return rowsOf(picked)
    .flatMap(({ level, rows, shown }) =>
      cellsOf(picked, level).flatMap((cell) =>
        idsOf(picked.chain[level], record).map((id): RowsPlan => ({
          kind: 'list',
          shown,
          rows,
          ...(id ? { id } : {}),
          fields: { [key]: { at: [cell] } },
        })),
      ),
    )
    .slice(0, MOST);
}

/** The same list with one more column, picked in any of its rows. */
export function proposeColumn(picked: Picked, key: DealFieldKey, plan: RowsPlan): RowsPlan[] {
  return rowsOf(picked)
    .filter(({ rows }) => rows === plan.rows)
    .flatMap(({ level }) => cellsOf(picked, level))
    .map((cell) => ({ ...plan, fields: { ...plan.fields, [key]: { at: [cell] } } }));
}

/** The first that reads what was picked, in most of the rows; with ids of their own rather than without. Null: none does. */
export function bestRows(
  plans: readonly RowsPlan[],
  readings: readonly (readonly RawRow[] | null)[],
  key: DealFieldKey,
  picked: Picked,
): { plan: RowsPlan; rows: readonly RawRow[] } | null {
  const text = picked.chain[0]?.text ?? '';
  const fitting = plans.flatMap((plan, at) => {
    const rows = readings[at] ?? [];
    const read = rows.filter((row) => row[key] !== undefined);
    const finds = read.some((row) => row[key]?.state === 'value' && row[key].text === text);
    if (!finds || read.length * 2 < rows.length) return [];
    const ids = rows.flatMap((row) => (row['id']?.state === 'value' ? [row['id'].text] : []));
    const isTold = ids.length === rows.length && new Set(ids).size === ids.length;
    return [{ plan, rows, score: (isTold ? 2 : plan.id === undefined ? 1 : 0) + (rows.length > 1 ? 4 : 0) }];
  });
  const most = Math.max(...fitting.map(({ score }) => score));
  return fitting.find(({ score }) => score === most) ?? null;
}

/** The page of a list, from its address; null when it could be a deal's. */
export function proposeListPage(url: URL, record: RecordPage): RecordPage | null {
  const parts = [
    ['hash', url.hash],
    ['query', url.search],
    ['path', url.pathname],
  ] as const;
  const own =
    parts.find(([place, text]) => place === record.in && text !== '') ?? parts.find(([, text]) => text !== '');
  if (!own) return null;
  const [place, text] = own;
  const plain = place === 'query' ? text : text.replace(/[?/]+$/, '');
  const pattern = `^${plain.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}${place === 'query' ? '(?:&|$)' : '/?(?:[?#]|$)'}`;
  return new RegExp(record.pattern).test(text) ? null : { kind: 'list', in: place, pattern };
}

type RowsAt = { level: number; rows: string; shown: string };

/** What a row may be: something around the cell that has others of its kind beside it. */
function rowsOf({ chain }: Picked): RowsAt[] {
  return chain.slice(1, ROW_LEVELS).flatMap((node, index): RowsAt[] => {
    const level = index + 1;
    const around = chain.slice(level + 1).find((outer) => containerOf(outer) !== null);
    const container = around ? containerOf(around) : null;
    return kindsOf(node).map((kind) => ({
      level,
      rows: container === null ? kind : `${container} ${kind}`,
      shown: container ?? kind,
    }));
  });
}

/** By the attribute that numbers it, by its role, its tag, or a class that somebody wrote. */
function kindsOf({ tag, attributes }: PickedNode): string[] {
  const numbered = Object.entries(attributes).flatMap(([name, value]) =>
    name.startsWith('data-') && /\d/.test(value) ? [`${tag}[${name}]`] : [],
  );
  const role = attributes['role'] === 'row' ? [`${tag}[role="row"]`] : [];
  const named = ['tr', 'li', 'article'].includes(tag) || tag.includes('-') ? [tag] : [];
  const written = writtenClass(attributes);
  return [...numbered, ...role, ...(written === null ? [] : [`${tag}.${written}`]), ...named];
}

/** What holds the rows, by a lasting name. */
function containerOf({ tag, attributes }: PickedNode): string | null {
  const named = Object.entries(attributes).find(
    ([name, value]) => name.startsWith('data-') && /^[a-z][\w -]*$/i.test(value) && !isCounter(value),
  );
  if (named) return `[${named[0]}="${named[1]}"]`;
  return tag === 'table' || tag === 'tbody' ? tag : null;
}

function cellsOf(picked: Picked, level: number): Locator[] {
  const chain = picked.chain.slice(0, level);
  const target = chain[0];
  if (!target) return [];
  const named = proposeLocators({ ...picked, chain, label: null }).flatMap(({ how, locator }) =>
    how === 'attribute' ? [locator] : [],
  );
  const cell = chain.findLast(({ place }) => place !== undefined);
  const inCell = cell?.place === undefined ? [] : [{ css: `${cell.tag}:nth-child(${cell.place})` }];
  return [...named, ...inCell, { css: target.tag }];
}

/** The row's own number where it looks like a deal's id, else what its links lead to, else none. */
function idsOf(row: PickedNode | undefined, record: RecordPage): (Locator | null)[] {
  const group = /\(\?<id>(.*?)\)(?=[^)]*(?:\(\?:|$))/.exec(record.pattern)?.[1] ?? '[^/?#&;]+';
  const isId = new RegExp(`^(?:${group})$`);
  const own = Object.entries(row?.attributes ?? {}).flatMap(([name, value]): Locator[] =>
    name.startsWith('data-') && isId.test(value) ? [{ value: `@${name}` }] : [],
  );
  const link = { css: 'a[href]', value: '@href' as const, match: record.pattern.replace(/^\^/, '') };
  return [...own, link, null];
}
