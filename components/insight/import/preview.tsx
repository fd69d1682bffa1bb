import { useState, type JSX } from 'react';
import type { PlanAnswer } from '@/lib/insight-worker/import-file';
import type { ImportMapping } from '@/lib/insight/import/mapping';
import { useKeepImport, usePlan, type Opened } from '@/lib/queries/use-import';
import { useWords } from '@/lib/queries/use-words';
import { Mapping } from './mapping';
import { Rows } from './rows';
import { noteText, remarkText } from './texts';

/** What will happen, row by row, under a mapping that can be changed; then keeping it. */
export function Preview({ opened, onDone }: { opened: Opened; onDone: () => void }): JSX.Element {
  const { t } = useWords();
  const [mapping, setMapping] = useState<ImportMapping>(opened.mapping);
  const { plan, problem } = usePlan(opened, mapping);
  const keep = useKeepImport();
  return (
    <>
      <Mapping opened={opened} mapping={mapping} values={plan?.values ?? []} onChange={setMapping} />
      {problem !== null && (
        <p role="alert" className="insight-problem">
          {t('insight.failed', { reason: problem })}
        </p>
      )}
      {plan === undefined && problem === null && (
        <p role="status" aria-busy="true">
          {t('insight.computing')}
        </p>
      )}
      {plan && (
        <>
          <Sums plan={plan} />
          <Rows rows={plan.rows} />
          <p className="import-actions">
            <button
              type="button"
              className="button primary"
              disabled={plan.taken === 0 || keep.isPending}
              onClick={() => keep.mutate({ opened, mapping, plan }, { onSuccess: onDone })}
            >
              {t('insight.import.keep', { count: plan.taken })}
            </button>
            <button type="button" className="button" onClick={onDone} disabled={keep.isPending}>
              {t('insight.import.cancel')}
            </button>
          </p>
          {keep.error && (
            <p role="alert" className="insight-problem">
              {t('insight.import.notKept', { reason: keep.error.message })}
            </p>
          )}
        </>
      )}
    </>
  );
}

/** Every row is in one of the sums, and every remark with its rows. */
function Sums({ plan }: { plan: PlanAnswer }): JSX.Element {
  const words = useWords();
  const { t, number } = words;
  const remarks = Object.entries(plan.remarks) as [keyof typeof plan.remarks, number][];
  return (
    <div className="import-sums" role="status">
      <p>
        <strong>
          {t('insight.import.sums', { count: plan.rows.length, taken: number(plan.taken), left: number(plan.left) })}
        </strong>
      </p>
      <ul>
        {plan.notes.map((note) => (
          <li key={JSON.stringify(note)}>{noteText(note, words)}</li>
        ))}
        {remarks.map(([code, n]) => (
          <li key={code}>{t('insight.import.rowsOf', { count: n, what: remarkText({ code }, words) })}</li>
        ))}
      </ul>
    </div>
  );
}
