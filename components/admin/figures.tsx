import type { JSX, ReactNode } from 'react';

type FiguresProps = {
  /** What the table is, for who hears it; shown above it unless hidden. */
  caption: string;
  shown?: boolean;
  children: ReactNode;
};

/** A table of figures; where the window is too narrow it scrolls on its own, by keyboard too, and the page does not. */
export function Figures({ caption, shown = false, children }: FiguresProps): JSX.Element {
  return (
    <>
      {shown && (
        <p className="figures-caption" aria-hidden="true">
          {caption}
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div className="figures-frame" role="region" aria-label={caption} tabIndex={0}>
        <table className="figures">
          <caption className="visually-hidden">{caption}</caption>
          {children}
        </table>
      </div>
    </>
  );
}
