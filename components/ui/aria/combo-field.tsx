import type { JSX } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { Icon } from '@/components/ui/icon';
import { InLocale } from './in-locale';

/** One choice of a combo box. `hint` tells apart what is called the same. */
export type ComboChoice = { id: string; label: string; hint?: string };

export type ComboFieldProps = {
  label: string;
  choices: readonly ComboChoice[];
  /** The id of what is chosen; null while nothing is. */
  value: string | null;
  onChange: (id: string | null) => void;
  /** Where the choices come from a search: called as the user types, and nothing is filtered here. */
  onSearch?: (text: string) => void;
  disabled?: boolean;
};

/** A field that is typed into and chosen from. */
export function ComboField(props: ComboFieldProps): JSX.Element {
  const { label, choices, value, onChange, onSearch, disabled = false } = props;
  return (
    <InLocale>
      <ComboBox
        className="ui-combo"
        selectedKey={value}
        onSelectionChange={(key) => onChange(key === null ? null : String(key))}
        isDisabled={disabled}
        menuTrigger="focus"
        {...(onSearch ? { items: choices, onInputChange: onSearch } : { defaultItems: choices })}
      >
        <Label className="ui-label">{label}</Label>
        <div className="ui-combo-box">
          <Input className="input" />
          <Button className="icon-button">
            <Icon name="fold" />
          </Button>
        </div>
        <Popover className="ui-popover">
          <ListBox<ComboChoice> className="ui-menu">
            {(choice) => (
              <ListBoxItem className="ui-item" id={choice.id} textValue={choice.label}>
                <Text slot="label">{choice.label}</Text>
                {choice.hint !== undefined && (
                  <Text slot="description" className="ui-hint">
                    {choice.hint}
                  </Text>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </InLocale>
  );
}
