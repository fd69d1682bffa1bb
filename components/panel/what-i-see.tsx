import type { JSX } from 'react';
import { missingText, plural } from './texts';
import type { ApiProblem } from '@/lib/crm/api/types';
import type { PanelView } from './view';

const SOURCES = { page: 'this page', api: 'the CRM’s API', mixed: 'this page and the CRM’s API' } as const;

type WhatISeeProps = Pick<
  Extract<PanelView, { kind: 'deal' }>,
  'assessment' | 'fresh' | 'unsaved' | 'problem' | 'changed'
>;

/** One line of what was read and from where, and one of edits that the CRM has not stored yet. */
export function WhatISee({ assessment, fresh, unsaved, problem, changed }: WhatISeeProps): JSX.Element {
  return (
    <>
      <WhatWasRead assessment={assessment} fresh={fresh} changed={changed} />
      {problem && (
        <p className="api-note small muted" role="note">
          {problemText(problem)}
        </p>
      )}
      {unsaved && (
        <p className="unsaved small" role="note">
          Unsaved in the CRM’s form{unsaved.length > 0 ? `: ${unsaved.join(', ')}` : ''}
        </p>
      )}
    </>
  );
}

/** Why only the page was read, in one quiet line. */
function problemText({ kind, message, retryAfterMs }: ApiProblem): string {
  const only = 'Read from the page only.';
  switch (kind) {
    case 'signedOut':
      return `${only} Signed out of the CRM’s API: ${message}`;
    case 'limited':
      return `${only} The CRM limits its API${retryAfterMs === undefined ? ' for now' : ` for another ${Math.max(1, Math.round(retryAfterMs / 60_000))} min`}: ${message}`;
    case 'offline':
    case 'server':
    case 'forbidden':
    case 'notFound':
    case 'odd':
      return `${only} ${message}`;
  }
}

/** Unfolds to what could not be read. */
function WhatWasRead({ assessment, fresh, changed }: Omit<WhatISeeProps, 'unsaved' | 'problem'>): JSX.Element {
  const { read } = assessment;
  const at = new Date(assessment.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const source = fresh ? `Read from ${SOURCES[read.source]}` : `As last read at ${at}, reading again`;
  const line = `${source}: ${plural(read.read + read.empty, 'field', 'fields')}`;
  if (read.unknown.length === 0) return <p className="see small muted">{line}, all that are looked for here</p>;
  return (
    <details className="see small">
      <summary className="muted">
        {line}, {read.unknown.length} could not be read
      </summary>
      <ul className="plain-list">
        {read.unknown.map((input) => (
          <li key={input.input}>
            {changed.includes(input.input)
              ? `${input.label}: the page changed, it used to be readable here`
              : missingText(input)}
          </li>
        ))}
      </ul>
    </details>
  );
}
