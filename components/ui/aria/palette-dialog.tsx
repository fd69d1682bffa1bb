import type { JSX } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { TextField } from 'react-aria-components/TextField';
import { InLocale } from './in-locale';
import type { MenuChoice } from './menu-popover';

export type PaletteDialogProps = {
  label: string;
  /** What stands in the list when nothing fits. */
  nothing: string;
  choices: readonly MenuChoice[];
  onChoose: (id: string) => void;
  onClose: () => void;
};

/** The open command palette: typing filters, arrow keys choose, Enter does it, Escape leaves. */
export function PaletteDialog(props: PaletteDialogProps): JSX.Element {
  return (
    <InLocale>
      <ModalOverlay
        className="ui-backdrop ui-backdrop-top"
        isOpen
        isDismissable
        onOpenChange={(open) => !open && props.onClose()}
      >
        <Modal className="ui-modal">
          <Dialog className="ui-palette" aria-label={props.label}>
            <Choices {...props} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </InLocale>
  );
}

function Choices({ label, nothing, choices, onChoose }: PaletteDialogProps): JSX.Element {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <TextField aria-label={label}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- an opened palette is typed into */}
        <Input className="input" autoFocus placeholder={label} />
      </TextField>
      <Menu
        className="ui-menu"
        aria-label={label}
        items={choices}
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => <p className="muted small">{nothing}</p>}
      >
        {(choice) => (
          <MenuItem className="ui-item" id={choice.id} textValue={`${choice.label} ${choice.hint ?? ''}`}>
            <span>{choice.label}</span> <span className="ui-hint">{choice.hint}</span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}
