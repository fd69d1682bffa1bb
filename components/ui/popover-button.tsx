import { Suspense, useRef, useState, type JSX, type ReactNode } from 'react';
import { fetchAria, LaterPopover } from './later';

type PopoverButtonProps = {
  /** What the button says. */
  text: ReactNode;
  /** The popover's name. */
  label: string;
  className?: string;
  children: (close: () => void) => ReactNode;
};

/** A button that opens a small dialog beside it. */
export function PopoverButton({ text, label, className = 'button', children }: PopoverButtonProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={fetchAria}
        onFocus={fetchAria}
        onClick={() => setOpen(!open)}
      >
        {text}
      </button>
      {open && (
        <Suspense fallback={null}>
          <LaterPopover label={label} trigger={button} onClose={close}>
            {children(close)}
          </LaterPopover>
        </Suspense>
      )}
    </>
  );
}
