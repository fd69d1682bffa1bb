import { Suspense, useRef, useState, type JSX, type RefObject } from 'react';
import { fetchAria, LaterTip } from './later';
import { Icon, type IconName } from './icon';

/** A pointer that only passes by opens no tip. */
const HOVER_MS = 500;

type IconButtonProps = {
  icon: IconName;
  /** The button's name, and its tip. */
  label: string;
  onPress: () => void;
  ref?: RefObject<HTMLButtonElement | null>;
  /** Of a button that opens a menu or a dialog. */
  popup?: { kind: 'menu' | 'dialog'; open: boolean };
};

/** A button with an icon alone; its name shows as a tip on hover and on keyboard focus. */
export function IconButton({ icon, label, onPress, ref, popup }: IconButtonProps): JSX.Element {
  const own = useRef<HTMLButtonElement>(null);
  const button = ref ?? own;
  const tip = useTip();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-label={label}
        aria-haspopup={popup?.kind}
        aria-expanded={popup?.open}
        onClick={() => {
          tip.hide();
          onPress();
        }}
        {...tip.handlers}
      >
        <Icon name={icon} />
      </button>
      {tip.open && popup?.open !== true && (
        <Suspense fallback={null}>
          <LaterTip text={label} trigger={button} onClose={tip.hide} />
        </Suspense>
      )}
    </>
  );
}

type Tip = { open: boolean; hide: () => void; handlers: Record<string, (event: never) => void> };

/** Shows a tip after a while of hovering, at once on keyboard focus; Escape hides it. */
function useTip(): Tip {
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = (): void => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  return {
    open,
    hide,
    handlers: {
      onPointerEnter: () => {
        fetchAria();
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setOpen(true), HOVER_MS);
      },
      onPointerLeave: hide,
      onFocus: (event: FocusEvent) => {
        fetchAria();
        if ((event.target as HTMLElement).matches(':focus-visible')) setOpen(true);
      },
      onBlur: hide,
      onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && hide(),
    },
  };
}
