import { useMutation } from '@tanstack/react-query';
import { useId, useState, type JSX } from 'react';
import type { ReadPlan, Route, RowsPlan } from '@/lib/crm/adapter-schema';
import type { Picked } from '@/lib/crm/pick/picked';
import { bestRows, proposeColumn, proposeListPage, proposeRows } from '@/lib/crm/pick/propose-rows';
import { readAddress } from '@/lib/crm/recognise';
import { DEAL_FIELDS, type DealFieldKey } from '@/lib/domain/fields';
import type { RawRow } from '@/lib/domain/raw-reading';
import { pickIn, readRowsIn, tabAt } from '@/lib/queries/tab-probe';

import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';

/** A list of the adapter in the making, with what it read when it was last pointed at. */
export type PickedList = { url: string; plan: RowsPlan; rows: readonly RawRow[] };

type PickRowsProps = {
  record: Route['pages'][number];
  list: PickedList | null;
  onChange: (list: PickedList) => void;
};

const COLUMNS: readonly DealFieldKey[] = ['name', 'stage.label', 'amount', 'closeDate', 'owner.name'];
const SHOWN = 3;

/** Pointing at the cells of one row of a list: the rows, their columns and their deals' ids follow. */
export function PickRows({ record, list, onChange }: PickRowsProps): JSX.Element {
  const { t, said } = useWords();
  const id = useId();
  const [address, setAddress] = useState('');
  const pick = useMutation({
    mutationFn: async (key: DealFieldKey): Promise<string | null> => {
      const read = readAddress(address);
      if (!read.ok) return t('crms.rows.badAddress', { problem: said(read.message) });
      const { href } = read.url;
      if (!proposeListPage(read.url, record)) return t('crms.rows.isDeal');
      const before = list?.url === href ? list.plan : null;
      const tab = await tabAt(href);
      const picked = await pickIn(tab, said(DEAL_FIELDS[key].label));
      if (!picked) return null;
      const found = await find(tab, picked, key, before, record);
      if (!found) return t('crms.rows.noRow', { field: said(DEAL_FIELDS[key].label) });
      onChange({ url: href, ...found });
      return null;
    },
  });
  return (
    <fieldset className="picking">
      <legend>{t('crms.rows.title')}</legend>
      <div className="field">
        <label htmlFor={`${id}-list`}>{t('crms.rows.address')}</label>
        <input
          id={`${id}-list`}
          type="url"
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </div>
      <div className="admin-actions">
        {COLUMNS.map((key) => (
          <button key={key} type="button" className="button" onClick={() => pick.mutate(key)}>
            {t('crms.rows.pick', { field: said(DEAL_FIELDS[key].label) })}
          </button>
        ))}
      </div>
      <div role="status">
        {(pick.data ?? pick.error) && <p className="bad">{pick.data ?? said(pick.error?.message ?? '')}</p>}
        {list && <RowsRead list={list} />}
      </div>
    </fieldset>
  );
}

function RowsRead({ list: { plan, rows } }: { list: PickedList }): JSX.Element {
  const { rich } = useWords();
  const keys = Object.keys(plan.fields);
  const args = { count: rows.length, rows: plan.rows, code: mark('code') };
  return (
    <>
      <p className="small">
        <Rich parts={plan.id ? rich('crms.rows.read', args) : rich('crms.rows.readNoId', args)} />
      </p>
      <ul className="small">
        {rows.slice(0, SHOWN).map((row) => (
          <li key={['id', ...keys].map((key) => textOf(row, key)).join('|')}>
            {[...(plan.id ? ['id'] : []), ...keys].map((key) => textOf(row, key)).join(' · ')}
          </li>
        ))}
      </ul>
    </>
  );
}

function textOf(row: RawRow, key: string): string {
  const field = row[key];
  return field?.state === 'value' ? field.text.slice(0, 60) : '—';
}

/** A further column of the same rows where the cell is in one; else another idea of what the rows are. */
async function find(
  tab: number,
  picked: Picked,
  key: DealFieldKey,
  before: RowsPlan | null,
  record: Route['pages'][number],
): Promise<{ plan: RowsPlan; rows: readonly RawRow[] } | null> {
  for (const plans of [before ? proposeColumn(picked, key, before) : [], proposeRows(picked, key, record)]) {
    // The second is asked for only where the first finds nothing.
    const best = bestRows(plans, await readRowsIn(tab, plans.map(planOf)), key, picked);
    if (best) return best;
  }
  return null;
}

function planOf(rows: RowsPlan): ReadPlan {
  return { ready: 'body', labels: [], emptyTexts: ['—', '–', '-'], fields: {}, lists: {}, rows: [rows] };
}
