import { useMutation } from '@tanstack/react-query';
import { useRef, type JSX } from 'react';
import { proposeButton, proposeControl, type PickedControl, type PickedWriting } from '@/lib/crm/pick/propose-write';
import { DEAL_FIELDS, type DealFieldKey } from '@/lib/domain/fields';
import { crmTab, pickIn, prepare } from '@/lib/queries/tab-probe';

type PickWritingProps = {
  host: string;
  address: string;
  /** The fields that are read: only what can be read back is written. */
  keys: readonly DealFieldKey[];
  writing: PickedWriting;
  onChange: (writing: PickedWriting) => void;
};

const BUTTONS = {
  open: 'Button that opens the form',
  save: 'Save button',
  cancel: 'Cancel button',
} as const;

type Part = keyof typeof BUTTONS | DealFieldKey;

/** Pointing at the CRM's own form: how it is opened, the control of each field, and how it is saved. */
export function PickWriting({ host, address, keys, writing, onChange }: PickWritingProps): JSX.Element {
  const tab = useRef<number | null>(null);
  const pick = useMutation({
    mutationFn: async (part: Part): Promise<string | null> => {
      // The same tab again: with the form open, its address may be another.
      tab.current = tab.current === null ? await crmTab(host, address) : await again(tab.current, host, address);
      const picked = await pickIn(tab.current, labelOf(part));
      if (!picked) return null;
      if (isButton(part)) {
        const css = proposeButton(picked);
        if (css === null) return `${labelOf(part)}: this is no button with a lasting name.`;
        onChange({ ...writing, [part]: css });
        return null;
      }
      const control = proposeControl(picked, part);
      if (!control) return `${labelOf(part)}: this is no control with a lasting name.`;
      onChange({ ...writing, controls: [...writing.controls.filter(({ key }) => key !== part), control] });
      return null;
    },
  });
  return (
    <fieldset className="picking">
      <legend>Writing to the CRM’s form</legend>
      <p className="muted small">
        Open the form in the CRM’s tab before you point at its controls. Leave the first button out where a deal is
        always editable.
      </p>
      <ul className="fields">
        {(['open', ...keys, 'save', 'cancel'] as const).map((part) => (
          <li key={part} data-part={part}>
            <span className="field-name">{labelOf(part)}</span>
            <code className="field-reads">{foundBy(writing, part) ?? '—'}</code>
            <button type="button" className="button" onClick={() => pick.mutate(part)}>
              Point at it<span className="visually-hidden"> {labelOf(part)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {(pick.data ?? pick.error?.message) && <p className="bad">{pick.data ?? pick.error?.message}</p>}
      </div>
    </fieldset>
  );
}

async function again(tab: number, host: string, address: string): Promise<number> {
  try {
    await prepare(tab);
    return tab;
  } catch {
    return crmTab(host, address); // it was closed, or went to another site
  }
}

function isButton(part: Part): part is keyof typeof BUTTONS {
  return Object.hasOwn(BUTTONS, part);
}

function labelOf(part: Part): string {
  return isButton(part) ? BUTTONS[part] : `Control of ${DEAL_FIELDS[part].label}`;
}

function foundBy({ controls, ...buttons }: PickedWriting, part: Part): string | null {
  if (isButton(part)) return buttons[part];
  const found: PickedControl | undefined = controls.find(({ key }) => key === part);
  return found ? `${found.target.css} (${found.target.control})` : null;
}
