import type { JSX } from 'react';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { missingText } from './texts';
import type { ApiProblem } from '@/lib/crm/api/types';
import type { PanelView } from './view';

type WhatISeeProps = Pick<
  Extract<PanelView, { kind: 'deal' }>,
  'assessment' | 'fresh' | 'unsaved' | 'problem' | 'changed'
>;

/** One line of what was read and from where, and one of edits that the CRM has not stored yet. */
export function WhatISee({ assessment, fresh, unsaved, problem, changed }: WhatISeeProps): JSX.Element {
  const words = useWords();
  const { t, list, said } = words;
  return (
    <>
      <WhatWasRead assessment={assessment} fresh={fresh} changed={changed} />
      {problem && (
        <p className="api-note small muted" role="note">
          {problemText(words, problem)}
        </p>
      )}
      {unsaved && (
        <p className="unsaved small" role="note">
          {unsaved.length > 0
            ? t('panel.see.unsavedFields', { fields: list(unsaved.map(said)) })
            : t('panel.see.unsaved')}
        </p>
      )}
    </>
  );
}

/** Why only the page was read, in one quiet line. */
function problemText({ t, said }: Words, { kind, message, retryAfterMs }: ApiProblem): string {
  const why = said(message);
  switch (kind) {
    case 'signedOut':
      return t('panel.see.pageOnly', { why: t('panel.see.signedOut', { why }) });
    case 'limited': {
      if (retryAfterMs === undefined) return t('panel.see.pageOnly', { why: t('panel.see.limited', { why }) });
      const minutes = Math.max(1, Math.round(retryAfterMs / 60_000));
      return t('panel.see.pageOnly', { why: t('panel.see.limitedFor', { minutes, why }) });
    }
    case 'offline':
    case 'server':
    case 'forbidden':
    case 'notFound':
    case 'odd':
      return t('panel.see.pageOnly', { why });
  }
}

/** Unfolds to what could not be read. */
function WhatWasRead({ assessment, fresh, changed }: Omit<WhatISeeProps, 'unsaved' | 'problem'>): JSX.Element {
  const words = useWords();
  const { t, said, time } = words;
  const { read, at } = assessment;
  const count = read.read + read.empty;
  const unread = read.unknown.length;
  const fields = unread === 0 ? t('panel.see.all', { count }) : t('panel.see.some', { count, unread });
  const line = fresh
    ? t(`panel.see.fresh.${read.source}`, { fields })
    : t('panel.see.before', { time: time(at), fields });
  if (unread === 0) return <p className="see small muted">{line}</p>;
  return (
    <details className="see small">
      <summary className="muted">{line}</summary>
      <ul className="plain-list">
        {read.unknown.map((input) => (
          <li key={input.input}>
            {changed.includes(input.input)
              ? t('panel.see.changed', { label: said(input.label) })
              : missingText(words, input)}
          </li>
        ))}
      </ul>
    </details>
  );
}
