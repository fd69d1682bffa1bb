import type { JSX, RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { InLocale } from './in-locale';

/** One action of a menu. `hint` stands small beside it: a shortcut, a state. */
export type MenuChoice = { id: string; label: string; hint?: string; disabled?: boolean };

export type MenuPopoverProps = {
  label: string;
  choices: readonly MenuChoice[];
  trigger: RefObject<HTMLElement | null>;
  onChoose: (id: string) => void;
  onClose: () => void;
};

/** The open menu of a button: arrow keys, first letters, Escape; focus goes back to the button. */
export function MenuPopover({ label, choices, trigger, onChoose, onClose }: MenuPopoverProps): JSX.Element {
  return (
    <InLocale>
      <Popover
        className="ui-popover"
        aria-label={label}
        triggerRef={trigger}
        isOpen
        onOpenChange={(open) => !open && onClose()}
      >
        <Menu
          className="ui-menu"
          aria-label={label}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- an opened menu takes the focus, as every menu does
          autoFocus="first"
          items={choices}
          disabledKeys={choices.filter((choice) => choice.disabled).map((choice) => choice.id)}
          onAction={(key) => onChoose(String(key))}
          onClose={onClose}
        >
          {(choice) => (
            <MenuItem className="ui-item" id={choice.id} textValue={choice.label}>
              <span>{choice.label}</span>
              {choice.hint !== undefined && <span className="ui-hint">{choice.hint}</span>}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </InLocale>
  );
}
