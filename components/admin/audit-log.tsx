import { useState, type JSX } from 'react';
import { download } from '@/components/ui/download';
import { auditCsv, auditJson, type AuditLine } from '@/lib/channels/audit-export';
import type { Words } from '@/lib/i18n/words';
import type { useChannels } from '@/lib/queries/use-channels';
import { useWords } from '@/lib/queries/use-words';
import { Failure } from './failure';

/** What happened with packs, policy and adapters so far, and saving all of it as a file. */
export function AuditLog({ log, wholeLog }: Pick<ReturnType<typeof useChannels>, 'log' | 'wholeLog'>): JSX.Element {
  const words = useWords();
  const { t, said, moment } = words;
  const [problem, setProblem] = useState<Error | null>(null);
  const save = (name: string, type: string, write: (lines: readonly AuditLine[]) => string): void => {
    wholeLog().then(
      (lines) => download(name, type, write(lines)),
      (error: unknown) => setProblem(error instanceof Error ? error : new Error(String(error))),
    );
  };
  return (
    <section aria-labelledby="audit-title">
      <h4 id="audit-title">{t('admin.audit')}</h4>
      {log.length === 0 && <p className="muted">{t('admin.audit.none')}</p>}
      <ol className="audit">
        {log.map((line) => (
          <li key={`${line.at} ${line.kind} ${line.message}`}>
            <span className="muted">{moment(line.at)}</span> <span>{whatOf(line, words)}</span>{' '}
            <bdi>{said(line.message)}</bdi>
          </li>
        ))}
      </ol>
      <div className="admin-actions">
        <button type="button" className="button" onClick={() => save('audit.json', 'application/json', auditJson)}>
          {t('admin.audit.json')}
        </button>
        <button type="button" className="button" onClick={() => save('audit.csv', 'text/csv', auditCsv)}>
          {t('admin.audit.csv')}
        </button>
      </div>
      <Failure error={problem} />
    </section>
  );
}

const KINDS = [
  'installed',
  'refused',
  'switched',
  'rolledBack',
  'policy',
  'source',
  'repaired',
  'adapter',
  'retention',
] as const;

/** The kind of a line with who did it, and the pack's version where it was about one. */
function whatOf({ kind, source, pack, version }: AuditLine, { t, said, number }: Words): string {
  const known = KINDS.find((one) => one === kind);
  const by = said(source);
  const what = known ? t(`admin.audit.kind.${known}`, { source: by }) : `${kind} ${by}`;
  return pack === '' ? what : t('admin.audit.pack', { what, pack, version: version === null ? '' : number(version) });
}
