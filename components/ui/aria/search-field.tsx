import type { JSX, KeyboardEvent } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { InLocale } from './in-locale';

type Found = { name: string; note?: string };

export type SearchFieldProps = {
  label: string;
  /** Id of the input, and of what describes it. */
  id: string;
  describedBy?: string | undefined;
  invalid: boolean;
  disabled: boolean;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  /** What was found for the text, each once, with a word on it where there is one; anything else may be typed, too. */
  found: readonly Found[];
  /** What is said of the search; shown while nothing was found. */
  status: string;
  /** Keys that the list does not take: while it is closed, or Enter with nothing chosen in it. */
  onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** A text that is searched for as it is typed: arrow keys choose what was found, Enter takes it, Escape closes the list. */
export function SearchField(props: SearchFieldProps): JSX.Element {
  const { label, id, describedBy, invalid, disabled, placeholder, text, onText, found, status, onKey } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.currentTarget.getAttribute('aria-activedescendant')) return; // Enter takes what is chosen
    onKey(event);
  };
  return (
    <InLocale>
      <ComboBox
        className="ui-search"
        aria-label={label}
        inputValue={text}
        onInputChange={onText}
        items={found.map(({ name, note = '' }) => ({ id: name, name, note }))}
        allowsCustomValue
        allowsEmptyCollection
        menuTrigger="input"
        isDisabled={disabled}
        isInvalid={invalid}
      >
        <Input
          id={id}
          className="input"
          placeholder={placeholder}
          autoComplete="off"
          aria-describedby={describedBy}
          onKeyDownCapture={onKeyDown}
        />
        <Popover className="ui-popover">
          {/* Beside an open list all else is hidden from screen readers: what is said of it stands with it. */}
          <p className={found.length > 0 ? 'visually-hidden' : 'ui-search-status small'} role="status">
            {status}
          </p>
          <ListBox<{ id: string; name: string; note: string }> className="ui-menu">
            {({ name, note }) => (
              <ListBoxItem className="ui-item" id={name} textValue={name}>
                <bdi>{name}</bdi> {note !== '' && <bdi className="muted small">{note}</bdi>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </InLocale>
  );
}
