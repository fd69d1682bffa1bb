import { useRef, type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import { Icon } from '@/components/ui/icon';

const KEY_STEP = 24;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};

type HeaderProps = {
  title: string;
  stage: string | null;
  onFold: () => void;
  onMove: (dx: number, dy: number) => void;
};

/** The panel's top: the deal, its stage, a grip to move the panel by mouse or arrow keys, and the fold button. */
export function Header({ title, stage, onFold, onMove }: HeaderProps): JSX.Element {
  return (
    <header className="header">
      <Grip onMove={onMove} />
      <div className="header-text">
        <h1 className="header-title" title={title}>
          <bdi>{title}</bdi>
        </h1>
        {stage && (
          <p className="small muted">
            <bdi>{stage}</bdi>
          </p>
        )}
      </div>
      <button type="button" className="icon-button" onClick={onFold} aria-label="Fold the panel" title="Fold the panel">
        <Icon name="fold" />
      </button>
    </header>
  );
}

/** Moves the frame; screen coordinates, because the frame itself moves under the pointer. */
export function Grip({ onMove }: Pick<HeaderProps, 'onMove'>): JSX.Element {
  const last = useRef<{ x: number; y: number } | null>(null);
  const start = (event: PointerEvent<HTMLButtonElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = { x: event.screenX, y: event.screenY };
  };
  const drag = (event: PointerEvent): void => {
    if (!last.current) return;
    onMove(event.screenX - last.current.x, event.screenY - last.current.y);
    last.current = { x: event.screenX, y: event.screenY };
  };
  const stop = (): void => {
    last.current = null;
  };
  const nudge = (event: KeyboardEvent): void => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    onMove(step[0], step[1]);
  };
  return (
    <button
      type="button"
      className="icon-button grip"
      aria-label="Move the panel: drag, or press the arrow keys"
      title="Drag, or press the arrow keys, to move"
      onPointerDown={start}
      onPointerMove={drag}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={nudge}
    >
      <Icon name="grip" />
    </button>
  );
}
