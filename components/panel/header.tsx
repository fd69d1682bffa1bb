import { useRef, type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import { Icon } from '@/components/ui/icon';
import { useWords } from '@/lib/queries/use-words';
import { IconButton } from '@/components/ui/icon-button';
import { PanelMenu } from './panel-menu';

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
  frame: FrameActions | null;
};

/** What can be done with the panel's frame on the page. */
export type FrameActions = { onFold: () => void; onMove: (dx: number, dy: number) => void };

/** The panel's top: the deal, its stage, a grip to move the panel by mouse or arrow keys, and the fold button. */
export function Header({ title, stage, frame }: HeaderProps): JSX.Element {
  const { t } = useWords();
  return (
    <header className="header" data-framed={frame !== null}>
      {frame && <Grip onMove={frame.onMove} />}
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
      <PanelMenu framed={frame !== null} />
      {frame && <IconButton icon="fold" label={t('panel.header.fold')} onPress={frame.onFold} />}
    </header>
  );
}

/** Moves the frame; screen coordinates, because the frame itself moves under the pointer. */
export function Grip({ onMove }: Pick<FrameActions, 'onMove'>): JSX.Element {
  const { t } = useWords();
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
      aria-label={t('panel.header.grip')}
      title={t('panel.header.gripShort')}
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
