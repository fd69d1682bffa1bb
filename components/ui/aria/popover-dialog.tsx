import type { JSX, ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { InLocale } from './in-locale';

export type PopoverDialogProps = {
  label: string;
  trigger: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
};

/** The open popover of a button: a small dialog beside it, closed by Escape or a click elsewhere. */
export function PopoverDialog({ label, trigger, onClose, children }: PopoverDialogProps): JSX.Element {
  return (
    <InLocale>
      <Popover className="ui-popover" triggerRef={trigger} isOpen onOpenChange={(open) => !open && onClose()}>
        <Dialog className="ui-popover-body" aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </InLocale>
  );
}
