import { Suspense, useRef, useState, type JSX } from 'react';
import type { MenuChoice } from './aria/menu-popover';
import { IconButton } from './icon-button';
import type { IconName } from './icon';
import { LaterMenu } from './later';

type MenuButtonProps = {
  icon: IconName;
  label: string;
  choices: readonly MenuChoice[];
  onChoose: (id: string) => void;
};

/** A button that opens a menu of actions. */
export function MenuButton({ icon, label, choices, onChoose }: MenuButtonProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        ref={button}
        icon={icon}
        label={label}
        popup={{ kind: 'menu', open }}
        onPress={() => setOpen(!open)}
      />
      {open && (
        <Suspense fallback={null}>
          <LaterMenu
            label={label}
            choices={choices}
            trigger={button}
            onChoose={onChoose}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
