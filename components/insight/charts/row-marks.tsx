import type { JSX } from 'react';
import { usePlotArea, useXAxisScale } from 'recharts';
import type { At } from '@/lib/insight-worker/question';

/** What a row is to the library. */
export type Row = { row: string; reach: number };

type Places = { left: number; top: number; height: number; thick: number; x: (value: number) => number };

/** Where values lie and how high each of the rows is, in px; null until the library has measured. */
function usePlaces(rows: number): Places | null {
  const [area, x] = [usePlotArea(), useXAxisScale()];
  if (area === undefined || x === undefined || rows === 0) return null;
  return { left: area.x, top: area.y, height: area.height, thick: area.height / rows, x: (value) => x(value) ?? 0 };
}

/** Down from the middle of a line of text to its base. */
const TO_BASE = '0.355em';
const GAP = 5;
const BEFORE = 8;

/** The name of each row, before it. */
export function Names({ names }: { names: readonly { row: number; name: string }[] }): JSX.Element | null {
  const places = usePlaces(names.length);
  if (places === null) return null;
  const { left, top, thick } = places;
  return (
    <g className="names">
      {names.map(({ row, name }) => (
        <text key={row} x={left - BEFORE} y={top + (row + 0.5) * thick} dy={TO_BASE} textAnchor="end">
          {name}
        </text>
      ))}
    </g>
  );
}

/** A bar of a row: from one value to another, `slot` of `slots` beside each other, with a number at its end. */
export type BarMark = {
  row: number;
  slot: number;
  from: number;
  to: number;
  kind: string;
  text: string | null;
  at: At;
};

type BarMarksProps = { bars: readonly BarMark[]; rows: number; slots: number; onMark: (at: At) => void };

/** Share of a row that its bars fill, and the room between two of them. */
const FILLED = 0.64;
const BETWEEN = 4;

export function BarMarks({ bars, rows, slots, onMark }: BarMarksProps): JSX.Element | null {
  const places = usePlaces(rows);
  if (places === null) return null;
  const { left, x, top, height, thick } = places;
  const size = Math.floor((thick * FILLED - BETWEEN * (slots - 1)) / slots);
  const before = (thick - size * slots - BETWEEN * (slots - 1)) / 2;
  return (
    <g>
      {x(0) > left && <path className="zero" d={`M${x(0)} ${top}v${height}`} />}
      {bars.map(({ row, slot, from, to, kind, text, at }) => {
        const [a, b] = [x(from), x(to)];
        const y = top + row * thick + before + slot * (size + BETWEEN);
        return (
          <g key={`${row} ${slot}`} className="mark" onClick={() => onMark(at)}>
            <rect className={kind} x={Math.min(a, b)} y={y} width={Math.abs(b - a)} height={size} />
            {text !== null && (
              <text x={Math.max(a, b) + GAP} y={y + size / 2} dy={TO_BASE}>
                {text}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** A value of a row with its interval, and a second one beside it; nulls are not drawn. */
export type DotMark = {
  row: number;
  value: number | null;
  low: number | null;
  high: number | null;
  other: number | null;
  at: At;
};

type DotMarksProps = { dots: readonly DotMark[]; whole: number | null; onMark: (at: At) => void };

const RADIUS = 4.5;
const CAP = 5;
const POINT = 6;

/** A dot without an interval gets no bar, for one without length would look like a certainty. */
export function DotMarks({ dots, whole, onMark }: DotMarksProps): JSX.Element | null {
  const places = usePlaces(dots.length);
  if (places === null) return null;
  const { x, top, height, thick } = places;
  const y = (row: number): number => top + (row + 0.5) * thick;
  return (
    <g>
      {whole !== null && <path className="whole" d={`M${x(whole)} ${top}v${height}`} />}
      {dots.map(({ row, value, low, high, other, at }) => (
        <g key={row} className="mark" onClick={() => onMark(at)}>
          {low !== null && high !== null && <path className="span" d={spanOf(x(low), x(high), y(row))} />}
          {other !== null && (
            <path className="diamond" d={`M${x(other)} ${y(row) - POINT}l5 ${POINT}l-5 ${POINT}l-5 -${POINT}Z`} />
          )}
          {value !== null && <circle className="dot" cx={x(value)} cy={y(row)} r={RADIUS} />}
        </g>
      ))}
    </g>
  );
}

function spanOf(from: number, to: number, y: number): string {
  return `M${from} ${y}H${to}M${from} ${y - CAP}v${2 * CAP}M${to} ${y - CAP}v${2 * CAP}`;
}
