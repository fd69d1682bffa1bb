import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { askedOf } from '../../lib/insight/ask';
import { bookOf } from '../../lib/insight/book';
import { inOneCurrency } from '../../lib/insight/currencies';
import { layoutOfKept } from '../../lib/insight/from-kept';
import { keptSchema } from '../../lib/insight/kept';
import { METRICS } from '../../lib/insight/metrics';
import { mavenLayout } from '../insight/maven/read';
import { putKeptDeals } from '../support/kept-deals.mjs';
import { expect, test } from './support/fixtures';

test.setTimeout(120_000); // each walks through all the views of a source

type Row = Record<string, string | number | null>;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOLDEN = JSON.parse(readFileSync(join(ROOT, 'test/insight/maven/golden.json'), 'utf8')) as Record<string, Row[]>;

/** The public set as a CRM would export it, and two rows that nobody can use. */
function mavenCsv(): Buffer {
  const { deals } = mavenLayout();
  const head = [
    'Opportunity ID',
    'Owner',
    'Team',
    'Product',
    'Account',
    'Industry',
    'Stage',
    'Created',
    'Closed',
    'Amount',
    'Currency',
  ];
  const lines = deals.map((one) =>
    [
      one.deal_id,
      one.owner,
      one.team,
      one.product,
      one.account,
      one.segment,
      one.stage,
      one.created,
      one.closed,
      one.amount,
      one.currency,
    ]
      .map((cell) => cell ?? '')
      .join(','),
  );
  return Buffer.from([head.join(','), ...lines, lines[0], ',nobody,,,,,Won,,,,'].join('\n'));
}

/** Numbers as the page's own language (English) shows them, made here anew. */
const format = (options: Intl.NumberFormatOptions) => (value: string | number | null | undefined) =>
  typeof value === 'number' ? new Intl.NumberFormat('en-US', options).format(value) : '–';
const count = format({});
const share = format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const tenth = format({ maximumFractionDigits: 1 });
const dollars = format({ style: 'currency', currency: 'USD', maximumFractionDigits: 2 });
// Amounts below zero have a minus sign, no hyphen.
const usd: typeof dollars = (value) => dollars(value).replace('-', '−');
const span = (low: string, high: string): string => (low === '–' ? '–' : `${low} – ${high}`);
const levelOf = ({ dimension, level }: Row): string =>
  dimension === 'all' ? 'The whole' : String(level ?? 'empty or unknown');

/** What each table must show of the golden rows, to the last digit. */
const TABLES: { view: string; metric: string; rows: (row: Row) => boolean; cells: (row: Row) => string[] }[] = [
  {
    view: 'Pipeline',
    metric: 'movement',
    rows: ({ part }) => part === 'begin' || part === 'new' || part === 'won',
    cells: ({ n, amount }) => [count(n), usd(amount)],
  },
  {
    view: 'Forecast',
    metric: 'forecast',
    rows: () => true,
    cells: (row) => [usd(row['value']), usd(row['low']), usd(row['high']), count(row['n'])],
  },
  {
    view: 'Win rates',
    metric: 'win-rate',
    rows: ({ dimension }) => dimension === 'all' || dimension === 'segment',
    cells: (row) => [
      levelOf(row),
      count(row['n']),
      count(row['won']),
      share(row['rate']),
      span(share(row['low']), share(row['high'])),
      share(row['shrunk']),
      span(share(row['shrunk_low']), share(row['shrunk_high'])),
    ],
  },
  {
    view: 'Win rates',
    metric: 'cycle-length',
    rows: ({ dimension }) => dimension === 'all' || dimension === 'segment',
    cells: (row) => [
      levelOf(row),
      count(row['n']),
      tenth(row['median']),
      span(tenth(row['low']), tenth(row['high'])),
      tenth(row['p75']),
      tenth(row['p90']),
      tenth(row['shrunk']),
    ],
  },
  {
    view: 'Slippage',
    metric: 'period-end',
    rows: () => true,
    cells: (row) => [
      count(row['n']),
      count(row['won']),
      share(row['share']),
      share(row['share_of_days']),
      share(row['rate']),
      span(share(row['low']), share(row['high'])),
    ],
  },
  {
    view: 'Stalled',
    metric: 'life-table',
    rows: () => true,
    cells: (row) => [
      count(row['week']),
      count(row['n']),
      count(row['won']),
      share(row['rate']),
      span(share(row['low']), share(row['high'])),
      count(row['won_this_week']),
      count(row['lost_this_week']),
    ],
  },
];

const card = (page: Page, metric: string): Locator => page.locator(`.insight-card[data-metric="${metric}"]`);
const view = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();

/** The texts of a card's table, row by row. */
async function tableOf(page: Page, metric: string): Promise<string[][]> {
  const toggle = card(page, metric).getByRole('button', { name: 'As a table' });
  if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
  await card(page, metric).locator('tbody tr').first().waitFor();
  return card(page, metric)
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
}

test('a file: previewed, kept, looked at with the numbers that another program computed, and deleted again', async ({
  page,
  id,
  findFaults,
}) => {
  await page.goto(`chrome-extension://${id}/review.html#/data`);
  await page.getByLabel('CSV file').setInputFiles({ name: 'maven.csv', mimeType: 'text/csv', buffer: mavenCsv() });
  await expect(page.getByText('Of 8,802 rows, 8,800 will be kept and 2 left out.')).toBeVisible();
  await page.getByLabel('Show', { exact: true }).selectOption('left');
  await expect(page.locator('.import-row')).toHaveText([/Row 8,802.*same as an earlier row/, /Row 8,803.*has no id/]);
  expect(await findFaults(page.mainFrame())).toEqual([]);
  await page.getByRole('button', { name: 'Keep 8,800 deals' }).click();
  await expect(page.locator('.imports > li')).toContainText('maven.csv');

  await page.getByRole('link', { name: 'Insight' }).click();
  await expect(page.getByText('8,800 deals: 2,089 open, 4,238 won, 2,473 lost.')).toBeVisible();
  await page.getByLabel('Since the end of').fill('2017-11-30');
  await expect(card(page, 'movement')).toContainText('Nov 30, 2017');
  await expect(card(page, 'movement').locator('svg.recharts-surface')).toBeVisible();
  expect(await findFaults(page.mainFrame())).toEqual([]);
  for (const { view: name, metric, rows, cells } of TABLES) {
    await view(page, name);
    const shown = await tableOf(page, metric);
    const wanted = (GOLDEN[metric] ?? []).filter(rows).map(cells);
    expect(wanted.length, metric).toBeGreaterThan(0);
    const held = (line: string[]): boolean => shown.some((row) => line.every((cell) => row.includes(cell)));
    expect(
      wanted.filter((line) => !held(line)),
      metric,
    ).toEqual([]);
  }

  // The quarter's end and nothing else, with the deals behind it.
  await view(page, 'Findings');
  await expect(page.locator('.finding')).toHaveCount(1);
  await expect(page.locator('.finding')).toContainText('won more often: 80.7% against 52.3% of the others.');
  await page.getByRole('button', { name: 'Show the 4,137 deals' }).click();
  await expect(page.locator('.behind tbody tr')).toHaveCount(100);

  // A target, a filter, a mark.
  await view(page, 'Pipeline');
  await page.getByLabel('Target for 2017-Q4 in USD').fill('5,000,000');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'coverage')).toContainText('Target');
  const owner = page.getByLabel('Owner');
  await owner.selectOption({ index: 3 });
  const one = Number(/\(([\d,]+)\)/.exec((await owner.locator('option').nth(3).textContent()) ?? '')?.[1]);
  await view(page, 'Win rates');
  await expect(card(page, 'win-rate').locator('.insight-basis')).not.toContainText('6,711');
  await card(page, 'win-rate').locator('.mark .dot').first().click();
  await expect(page.locator('.behind h3')).toBeFocused();
  await expect(page.locator('.behind h3')).toContainText(/[1-9]/);
  const behind = Number(/\d+/.exec((await page.locator('.behind h3').textContent()) ?? '')?.[0]);
  expect(behind).toBeLessThanOrEqual(one);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findFaults(page.mainFrame())).toEqual([]);

  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Delete again…' }).click();
  await page.getByRole('button', { name: 'Delete these deals from this browser' }).click();
  await expect(page.locator('.imports')).toHaveCount(0);
  await page.getByRole('link', { name: 'Insight' }).click();
  await expect(page.getByText('There are no deals to look at yet')).toBeVisible();
});

test('what is kept of a CRM: every view answers, and the exported file gives the same numbers', async ({
  page,
  context,
  id,
  findFaults,
}) => {
  const tenant = 'atomic-crm@http://localhost:5199';
  const worker = context.serviceWorkers()[0];
  await page.goto(`chrome-extension://${id}/review.html#/data`);
  await page.getByLabel('CSV file').waitFor(); // by then the background has its database
  await worker?.evaluate(putKeptDeals, { tenant, count: 1_200, now: Date.now(), abroad: 3 });
  await page.reload();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as a file' }).click();
  const place = mkdtempSync(join(tmpdir(), 'fairlead-export-'));
  const file = join(place, 'fairlead-data.json');
  await (await download).saveAs(file);
  await expect(page.getByText('1,200 deals are in the file.')).toBeVisible();

  const kept = keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { layout } = layoutOfKept(kept);
  const program = spawnSync(process.execPath, ['.dev/fairlead.mjs', 'export', file, '--to', join(place, 'layout')], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(JSON.parse(program.stdout)).toMatchObject({
    rows: { deals: 1_200, changes: layout.changes.length },
    left: { n: 0 },
  });
  rmSync(place, { recursive: true, force: true });

  await page.getByRole('link', { name: 'Insight' }).click();
  await expect(page.getByText('1,200 over its API, 0 from its pages.')).toBeVisible();
  const asOf = await page
    .getByLabel('As of')
    .evaluate((input: HTMLInputElement) => Date.parse(input.value) / 86_400_000);
  const book = bookOf(layout);
  const asked = askedOf(book, { asOf });
  const all = METRICS['win-rate'](book, asked).rows.find(({ dimension }) => dimension === 'all');
  await view(page, 'Win rates');
  expect((await tableOf(page, 'win-rate'))[0]).toEqual(
    expect.arrayContaining([count(all?.n), count(all?.won), share(all?.rate), span(share(all?.low), share(all?.high))]),
  );

  // Two currencies are counted apart until somebody says what one is worth in the other; what is entered stays.
  await view(page, 'Pipeline');
  await expect(page.getByLabel('Currency', { exact: true })).toBeVisible();
  await page.getByText('Count everything in one currency').click();
  const rate = page.getByLabel('1 USD in EUR');
  await rate.fill('-1');
  await expect(page.getByRole('alert')).toHaveText('A rate is a number above 0: USD.');
  await rate.fill('0,5');
  await page.getByRole('button', { name: 'Count in EUR' }).click();
  await expect(page.getByText('Everything is counted in EUR')).toBeVisible();
  await expect(page.getByLabel('Currency', { exact: true })).toHaveCount(0);
  const inEuro = bookOf(inOneCurrency(layout, 'EUR', { USD: 0.5 }).layout);
  const eur = format({ style: 'currency', currency: 'EUR', maximumFractionDigits: 2 });
  const [open] = METRICS.pipeline(inEuro, askedOf(inEuro, { asOf })).rows;
  await expect.poll(async () => (await tableOf(page, 'pipeline'))[0]).toContain(eur(open?.amount));
  await card(page, 'pipeline').getByRole('button', { name: 'As a table' }).click();

  for (const name of ['Pipeline', 'Forecast', 'Stages', 'Slippage', 'Stalled', 'Hygiene', 'Score']) {
    await view(page, name);
    await expect(page.locator('.insight-card svg.recharts-surface').first(), name).toBeVisible();
  }
  await view(page, 'Activity');
  await expect(page.locator('.insight-none').first()).toContainText('no activities');

  // Values below 0, such as a bias, have their place as well.
  await view(page, 'Forecast');
  const accuracy = card(page, 'forecast-accuracy');
  await accuracy.scrollIntoViewIfNeeded();
  await expect(accuracy.locator('.mark text').filter({ hasText: /^[-−]/ }).first()).toBeVisible({ timeout: 30_000 });
  const outside = await accuracy.locator('.chart').evaluate((chart) => {
    const { left = 0, right = 0 } = chart.querySelector('.recharts-cartesian-grid')?.getBoundingClientRect() ?? {};
    const bars = [...chart.querySelectorAll('.mark rect')].map((bar) => bar.getBoundingClientRect());
    return bars.filter((bar) => bar.left < left - 2 || bar.right > right + 2).length;
  });
  expect(outside).toBe(0);

  // What was shown is there at once the next time, said to be of the last look, until it has been read anew: with the rates.
  await expect
    .poll(() =>
      page.evaluate(async (key) => Object.keys(await chrome.storage.local.get(key)), `look:insight:${tenant}`),
    )
    .toHaveLength(1);
  await page.addInitScript(() => {
    const said = (): unknown =>
      document.querySelector('.insight-source')?.textContent.includes('as of your last look')
        ? document.documentElement.setAttribute(
            'data-seen-last',
            document.querySelectorAll('.insight-basis').length > 0 ? 'with numbers' : '',
          )
        : undefined;
    new MutationObserver(said).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-seen-last', 'with numbers');
  await expect(card(page, 'pipeline')).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('.insight-source')).not.toContainText('last look');
  await expect(page.getByText('Everything is counted in EUR')).toBeVisible();
  expect(await findFaults(page.mainFrame())).toEqual([]);
});
