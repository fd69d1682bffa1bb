import { cell } from '@/lib/csv/cell';
import type { Packet } from './packet';

/** The packet as Markdown. */
export function asMarkdown({ title, about, deals, end }: Packet): string {
  const articles = deals.map(({ name, facts, parts }) =>
    [
      `## ${plain(name)}`,
      facts.map(plain).join(' · '),
      ...parts.map((part) =>
        [`### ${plain(part.title)}`, '', ...part.lines.map((line) => `- ${plain(line)}`)].join('\n'),
      ),
    ].join('\n\n'),
  );
  return `${[`# ${plain(title)}`, ...about.map(plain), ...articles, '---', plain(end)].join('\n\n')}\n`;
}

/** The packet's deals as a table for spreadsheets: RFC 4180, with a mark that tells them it is UTF-8. */
export function asCsv({ headings, deals }: Packet): string {
  const columns = Object.keys(headings) as (keyof Packet['headings'])[];
  const rows = deals.map(({ name, cells }) => columns.map((key) => valueCell(key === 'name' ? name : cells[key])));
  const lines = [columns.map((key) => cell(headings[key])), ...rows];
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}

/** A number stays one; it is never a formula. */
function valueCell(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : cell(value);
}

/** What Markdown would take for more than text is escaped, HTML as well; line breaks would end a list's item. */
function plain(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)(?:([-+])|(\d+)\.)(?=\s)/, (_all, space: string, sign?: string, number?: string) =>
      sign === undefined ? `${space}${number ?? ''}\\.` : `${space}\\${sign}`,
    );
}
