import { startTransition, useState, type JSX, type ReactNode } from 'react';

/** A fold whose content is made when it is first opened: a long table that nobody looks at costs nothing. */
export function Fold({ summary, children }: { summary: string; children: () => ReactNode }): JSX.Element {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => event.currentTarget.open && startTransition(() => setOpened(true))}>
      <summary>{summary}</summary>
      {opened && children()}
    </details>
  );
}
