import type { JSX } from 'react';

const PATHS = {
  met: 'M3.5 8.5l3 3 6-7',
  notMet: 'M4 4l8 8M12 4l-8 8',
  unknown: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.6M8 12.2v.1',
  notApplicable: 'M4 8h8',
  broken: 'M8 3v6M8 12v.1',
  fold: 'M4 6l4 4 4-4',
  more: 'M4 8v.1M8 8v.1M12 8v.1',
  grip: 'M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; always beside a text, so hidden from screen readers. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
