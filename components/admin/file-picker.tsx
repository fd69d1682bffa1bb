import { useRef, type ChangeEvent, type JSX } from 'react';

type FilePickerProps = { label: string; name: string; main?: true; onFile: (file: File) => void };

/** A button that lets one JSON file be chosen. */
export function FilePicker({ label, name, main, onFile }: FilePickerProps): JSX.Element {
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
      <input ref={input} type="file" accept="application/json,.json" hidden onChange={choose} aria-label={name} />
    </>
  );
}
