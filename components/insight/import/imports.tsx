import { useId, useState, type JSX } from 'react';
import type { PlanNote, RemarkCode } from '@/lib/insight/import/plan';
import type { ImportInfo } from '@/lib/messaging/insight-calls';
import { useDeleteImport, useImports } from '@/lib/queries/use-import';
import { useWords } from '@/lib/queries/use-words';
import { noteText, remarkText } from './texts';

/** What was put in from files, with where it comes from, and the way to take it out again. */
export function Imports(): JSX.Element | null {
  const { t } = useWords();
  const imports = useImports();
  const title = useId();
  if (imports === undefined || imports.length === 0) return null;
  return (
    <section className="insight-card" aria-labelledby={title}>
      <h2 id={title}>{t('insight.imports.title')}</h2>
      <ul className="imports">
        {imports.map((info) => (
          <Import key={info.id} info={info} />
        ))}
      </ul>
    </section>
  );
}

function Import({ info }: { info: ImportInfo }): JSX.Element {
  const words = useWords();
  const { t, moment, number } = words;
  const [sure, setSure] = useState(false);
  const remove = useDeleteImport();
  const remarks = Object.entries(info.remarks) as [RemarkCode, number][];
  return (
    <li>
      <p>
        <strong>
          <bdi>{info.name}</bdi>
        </strong>{' '}
        {t('insight.imports.line', {
          moment: moment(info.importedAt),
          count: info.taken,
          left: number(info.left),
          encoding: info.encoding,
        })}
      </p>
      {(info.notes.length > 0 || remarks.length > 0) && (
        <details>
          <summary>{t('insight.imports.remarks')}</summary>
          <ul>
            {(info.notes as PlanNote[]).map((note) => (
              <li key={JSON.stringify(note)}>{noteText(note, words)}</li>
            ))}
            {remarks.map(([code, n]) => (
              <li key={code}>{t('insight.import.rowsOf', { count: n, what: remarkText({ code }, words) })}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="import-actions">
        <button
          type="button"
          className="button"
          disabled={remove.isPending}
          onClick={() => (sure ? remove.mutate(info.id) : setSure(true))}
        >
          {sure ? t('insight.imports.sure') : t('insight.imports.remove')}
        </button>
        {sure && (
          <button type="button" className="button" onClick={() => setSure(false)}>
            {t('insight.import.cancel')}
          </button>
        )}
      </p>
      {remove.error && (
        <p role="alert" className="insight-problem">
          {t('insight.failed', { reason: remove.error.message })}
        </p>
      )}
    </li>
  );
}
