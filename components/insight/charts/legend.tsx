import type { JSX } from 'react';

/** What the marks of a chart stand for: by form as well as by colour. */
export function Legend({ items }: { items: readonly { mark: string; text: string }[] }): JSX.Element {
  return (
    <ul className="legend small">
      {items.map(({ mark, text }) => (
        <li key={text}>
          <svg className="chart-mark" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">
            {shape(mark)}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

function shape(mark: string): JSX.Element {
  if (mark === 'dot') return <circle className="dot" cx="8" cy="6" r="4" />;
  if (mark === 'diamond') return <path className="diamond" d="M8 1 13 6 8 11 3 6Z" />;
  if (mark === 'whole') return <path className="whole" d="M8 0V12" />;
  if (mark === 'span') return <path className="span" d="M1 6H15M1 3V9M15 3V9" />;
  if (mark.startsWith('line')) return <path className={mark} d="M0 6H16" />;
  return <rect className={mark} x="1" y="1" width="14" height="10" />;
}
