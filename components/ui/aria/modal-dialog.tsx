import type { JSX, ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { InLocale } from './in-locale';

export type ModalDialogProps = {
  title: string;
  onClose: () => void;
  /** For what must be answered: it interrupts a screen reader, and a click beside it does not close it. */
  alert?: boolean;
  children: ReactNode;
};

/** An open dialog over the page: focus stays in it, and goes back to where it came from. */
export function ModalDialog({ title, onClose, alert = false, children }: ModalDialogProps): JSX.Element {
  return (
    <InLocale>
      <ModalOverlay className="ui-backdrop" isOpen isDismissable={!alert} onOpenChange={(open) => !open && onClose()}>
        <Modal className="ui-modal">
          <Dialog className="ui-dialog" role={alert ? 'alertdialog' : 'dialog'}>
            <Heading slot="title" level={2} className="ui-dialog-title">
              {title}
            </Heading>
            {children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </InLocale>
  );
}
