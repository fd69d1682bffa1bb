import type { JSX, ReactNode } from 'react';

/** A titled part of the panel. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }): JSX.Element {
  return (
    <section className="section">
      <h2 className="section-title">
        {title}
        {note && <span className="section-note"> {note}</span>}
      </h2>
      {children}
    </section>
  );
}
