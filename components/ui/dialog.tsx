import { Suspense, type JSX, type ReactNode } from 'react';
import { LaterModal } from './later';

type DialogProps = {
  title: string;
  open: boolean;
  onClose: () => void;
  /** For what must be answered: it interrupts a screen reader, and a click beside it does not close it. */
  alert?: boolean;
  children: ReactNode;
};

/** A dialog over the page, while `open`. */
export function Dialog({ open, children, ...props }: DialogProps): JSX.Element | null {
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <LaterModal {...props}>{children}</LaterModal>
    </Suspense>
  );
}
