import type { JSX } from 'react';
import type { Assessment } from '@/lib/domain/assessment';
import { missingText, plural } from './texts';

const SOURCES = { page: 'this page', api: 'the CRM’s API', mixed: 'this page and the CRM’s API' } as const;

/** One line of what was read and from where; unfolds to what could not be. */
export function WhatISee({ assessment, fresh }: { assessment: Assessment; fresh: boolean }): JSX.Element {
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
