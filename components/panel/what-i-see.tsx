import type { JSX } from 'react';
import { missingText, plural } from './texts';
import type { PanelView } from './view';

const SOURCES = { page: 'this page', api: 'the CRM’s API', mixed: 'this page and the CRM’s API' } as const;

type WhatISeeProps = Pick<Extract<PanelView, { kind: 'deal' }>, 'assessment' | 'fresh' | 'unsaved'>;

/** One line of what was read and from where, and one of edits that the CRM has not stored yet. */
export function WhatISee({ assessment, fresh, unsaved }: WhatISeeProps): JSX.Element {
  return (
    <>
      <WhatWasRead assessment={assessment} fresh={fresh} />
      {unsaved && (
        <p className="unsaved small" role="note">
          Unsaved in the CRM’s form{unsaved.length > 0 ? `: ${unsaved.join(', ')}` : ''}
        </p>
      )}
    </>
  );
}

/** Unfolds to what could not be read. */
function WhatWasRead({ assessment, fresh }: Omit<WhatISeeProps, 'unsaved'>): JSX.Element {
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
          <li key={input.input}>{missingText(input)}</li>
        ))}
      </ul>
    </details>
  );
}
