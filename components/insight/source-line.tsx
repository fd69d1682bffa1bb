import type { JSX } from 'react';
import type { Loaded, Source } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';

/** A CRM by its name and host, a file by its name. */
export function sourceName(source: Source): string {
  return source.kind === 'crm' ? `${source.title}, ${source.host}` : source.info.name;
}

type SourceLineProps = {
  source: Source;
  loaded: Loaded;
  /** When what is shown was computed, if that was at an earlier look; null: now. */
  lastSeen: number | null;
};

/** Which deals these are, where they come from and how fresh they are. */
export function SourceLine({ source, loaded, lastSeen }: SourceLineProps): JSX.Element {
  const { t, moment, number } = useWords();
  const { overview, fresh, outdated } = loaded;
  const { deals, open, won, lost, withoutOutcome } = overview;
  return (
    <p className="small muted insight-source">
      {source.kind === 'import'
        ? t('insight.from.file', { name: source.info.name, moment: moment(source.info.importedAt) })
        : fresh !== null &&
          t('insight.from.crm', {
            name: source.title,
            oldest: moment(fresh.oldest),
            latest: moment(fresh.latest),
            api: number(fresh.overApi),
            pages: number(fresh.deals - fresh.overApi),
          })}{' '}
      {t('insight.counts', { count: deals, open: number(open), won: number(won), lost: number(lost) })}
      {lastSeen !== null && ` ${t('insight.lastSeen', { moment: moment(lastSeen) })}`}
      {outdated === true && ` ${t('insight.renewing')}`}
      {withoutOutcome > 0 && ` ${t('insight.withoutOutcome', { count: withoutOutcome })}`}
    </p>
  );
}
