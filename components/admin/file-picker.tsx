import { useRef, type ChangeEvent, type JSX } from 'react';

type FilePickerProps = { label: string; name: string; main?: true; accept?: string; onFile: (file: File) => void };

const JSON_FILES = 'application/json,.json';

/** A button that lets one file be chosen: JSON, where nothing else is said. */
export function FilePicker({ label, name, main, accept = JSON_FILES, onFile }: FilePickerProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = ''; // the same file may be chosen again after it was mended
    if (file) onFile(file);
  };
  return (
    <>
      <button type="button" className={main ? 'button button-main' : 'button'} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input ref={input} type="file" accept={accept} hidden onChange={choose} aria-label={name} />
    </>
  );
}
