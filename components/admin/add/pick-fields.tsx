import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import type { Installed } from '@/lib/crm/installed';
import { draftAdapter } from '@/lib/crm/pick/draft';
import { proposeLocators } from '@/lib/crm/pick/propose-locator';
import type { ProposedRoute } from '@/lib/crm/pick/propose-route';
import { NOTHING_PICKED, type PickedWriting } from '@/lib/crm/pick/propose-write';
import { DEAL_FIELDS, type DealFieldKey } from '@/lib/domain/fields';
import { crmTab, pickIn, readIn } from '@/lib/queries/tab-probe';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { check, Confirm } from '../crms/import-file';
import { ErrorList } from '../error-list';
import { planOf, working, type Tried } from './choose-locator';
import { Formats } from './formats';
import { PickedField } from './picked-field';
import { PickRows, type PickedList } from './pick-rows';
import { PickWriting } from './pick-writing';
import { saveFile } from '@/components/ui/save-file';

/** A field of the adapter in the making: a deal's own, or one that only the team's pack knows. */
export type FieldRow = { key: DealFieldKey | 'own'; label: string; tried: readonly Tried[]; chosen: number };

type PickFieldsProps = {
  title: string;
  urls: readonly [string, string];
  route: Extract<ProposedRoute, { ok: true }>;
  installed: Installed;
  onDone: () => void;
};

const FIRST: readonly DealFieldKey[] = ['name', 'amount', 'stage.label', 'closeDate', 'account.name', 'owner.name'];

/** Pointing at each field on the CRM's page, seeing at once what is read there, and taking the adapter away as a file. */
export function PickFields({ title, urls, route, installed, onDone }: PickFieldsProps): JSX.Element {
  const { t, rich, said } = useWords();
  const [rows, setRows] = useState<readonly FieldRow[]>(FIRST.map(emptyRow));
  const [formats, setFormats] = useState<Adapter['formats']>({});
  const [list, setList] = useState<PickedList | null>(null);
  const [writing, setWriting] = useState<PickedWriting>(NOTHING_PICKED);
  const [checking, setChecking] = useState(false);
  const change = (row: FieldRow): void => setRows((all) => all.map((one) => (one.label === row.label ? row : one)));
  const pick = useMutation({
    mutationFn: async (row: FieldRow): Promise<string | null> => {
      const tab = await crmTab(route.host, urls[0]);
      const picked = await pickIn(tab, said(row.label));
      if (!picked) return null;
      const proposals = proposeLocators(picked);
      const tried = working(proposals, await readIn(tab, proposals.map(planOf), route.ids[0]), picked);
      if (tried.length === 0) return t('crms.pick.nothingLasting', { field: said(row.label) });
      change({ ...row, tried, chosen: 0 });
      return null;
    },
  });
  const draft = { title, route, urls, formats, fields: draftFields(rows), list, writing };
  const text = JSON.stringify(draftAdapter(draft), null, 2);
  const checked = check(text, installed);
  const isEmpty = rows.every((row) => row.tried.length === 0);
  return (
    <section className="card" aria-label={t('crms.pick.label')}>
      <h3>{title}</h3>
      <p className="muted small">
        <Rich
          parts={rich(`crms.pick.page.${route.page.in}`, {
            pattern: route.page.pattern,
            id: route.ids[0],
            code: mark('code'),
          })}
        />
      </p>
      <ul className="fields">
        {rows.map((row) => (
          <PickedField key={row.label} row={row} onPick={() => pick.mutate(row)} onChange={change} />
        ))}
      </ul>
      <div role="status">
        {pick.data && <p className="bad">{pick.data}</p>}
        {pick.error && <p className="bad">{said(pick.error.message)}</p>}
      </div>
      <MoreFields rows={rows} onAdd={(row) => setRows([...rows, row])} />
      <Formats formats={formats} onChange={setFormats} />
      <PickRows record={route.page} list={list} onChange={setList} />
      <PickWriting
        host={route.host}
        address={urls[0]}
        keys={pickedKeys(rows)}
        writing={writing}
        onChange={setWriting}
      />
      <div className="admin-actions">
        <button type="button" className="button button-main" disabled={isEmpty} onClick={() => setChecking(true)}>
          {t('crms.pick.use')}
        </button>
        <button
          type="button"
          className="button"
          disabled={isEmpty}
          onClick={() => saveFile(`${checked.ok ? checked.adapter.route.adapter : 'adapter'}.json`, text)}
        >
          {t('crms.pick.save')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('crms.pick.discard')}
        </button>
      </div>
      {checking && checked.ok && (
        <Confirm name={t('crms.file.madeHere')} text={text} checked={checked} onDone={onDone} />
      )}
      {checking && !checked.ok && <ErrorList errors={checked.errors}>{t('admin.error.draft')}</ErrorList>}
    </section>
  );
}

function emptyRow(key: DealFieldKey): FieldRow {
  return { key, label: DEAL_FIELDS[key].label, tried: [], chosen: 0 };
}

/** The deal's own fields that were picked. */
function pickedKeys(rows: readonly FieldRow[]): DealFieldKey[] {
  return rows.flatMap(({ key, tried }) => (key === 'own' || tried.length === 0 ? [] : [key]));
}

type Draft = Parameters<typeof draftAdapter>[0];

function draftFields(rows: readonly FieldRow[]): Draft['fields'] {
  return rows.map(({ key, tried, chosen }) => {
    const proposal = tried[chosen]?.proposal;
    return { key, proposals: proposal ? [proposal] : [] };
  });
}

function MoreFields({ rows, onAdd }: { rows: readonly FieldRow[]; onAdd: (row: FieldRow) => void }): JSX.Element {
  const { t, said } = useWords();
  const [own, setOwn] = useState('');
  const taken = new Set(rows.map((row) => row.label));
  const keys = (Object.keys(DEAL_FIELDS) as DealFieldKey[]).filter((key) => !taken.has(DEAL_FIELDS[key].label));
  const addOwn = (): void => {
    const label = own.trim();
    if (label === '' || taken.has(label)) return;
    onAdd({ key: 'own', label, tried: [], chosen: 0 });
    setOwn('');
  };
  return (
    <div className="more-fields">
      <label>
        {t('crms.pick.another')}{' '}
        <select value="" onChange={(event) => onAdd(emptyRow(event.target.value as DealFieldKey))}>
          <option value="">{t('crms.pick.choose')}</option>
          {keys.map((key) => (
            <option key={key} value={key}>
              {said(DEAL_FIELDS[key].label)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('crms.pick.own')} <input value={own} maxLength={60} onChange={(event) => setOwn(event.target.value)} />
      </label>
      <button type="button" className="button" onClick={addOwn}>
        {t('crms.pick.add')}
      </button>
    </div>
  );
}
