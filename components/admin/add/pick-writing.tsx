import { useMutation } from '@tanstack/react-query';
import { useRef, type JSX } from 'react';
import { proposeButton, proposeControl, type PickedControl, type PickedWriting } from '@/lib/crm/pick/propose-write';
import { DEAL_FIELDS, type DealFieldKey } from '@/lib/domain/fields';
import { crmTab, pickIn, prepare } from '@/lib/queries/tab-probe';

import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';

type PickWritingProps = {
  host: string;
  address: string;
  /** The fields that are read: only what can be read back is written. */
  keys: readonly DealFieldKey[];
  writing: PickedWriting;
  onChange: (writing: PickedWriting) => void;
};

const BUTTONS = ['open', 'save', 'cancel'] as const;

type Button = (typeof BUTTONS)[number];
type Part = Button | DealFieldKey;

/** Pointing at the CRM's own form: how it is opened, the control of each field, and how it is saved. */
export function PickWriting({ host, address, keys, writing, onChange }: PickWritingProps): JSX.Element {
  const words = useWords();
  const { t, said } = words;
  const tab = useRef<number | null>(null);
  const pick = useMutation({
    mutationFn: async (part: Part): Promise<string | null> => {
      // The same tab again: with the form open, its address may be another.
      tab.current = tab.current === null ? await crmTab(host, address) : await again(tab.current, host, address);
      const picked = await pickIn(tab.current, labelOf(part, words));
      if (!picked) return null;
      if (isButton(part)) {
        const css = proposeButton(picked);
        if (css === null) return t('crms.writing.noButton', { part: labelOf(part, words) });
        onChange({ ...writing, [part]: css });
        return null;
      }
      const control = proposeControl(picked, part);
      if (!control) return t('crms.writing.noControl', { part: labelOf(part, words) });
      onChange({ ...writing, controls: [...writing.controls.filter(({ key }) => key !== part), control] });
      return null;
    },
  });
  return (
    <fieldset className="picking">
      <legend>{t('crms.writing.title')}</legend>
      <p className="muted small">{t('crms.writing.about')}</p>
      <ul className="fields">
        {(['open', ...keys, 'save', 'cancel'] as const).map((part) => (
          <li key={part} data-part={part}>
            <span className="field-name">{labelOf(part, words)}</span>
            <code className="field-reads">{foundBy(writing, part) ?? '—'}</code>
            <button type="button" className="button" onClick={() => pick.mutate(part)}>
              {t('crms.writing.point')}
              <span className="visually-hidden"> {labelOf(part, words)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {(pick.data ?? pick.error) && <p className="bad">{pick.data ?? said(pick.error?.message ?? '')}</p>}
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

function isButton(part: Part): part is Button {
  return BUTTONS.some((button) => button === part);
}

function labelOf(part: Part, { t, said }: Words): string {
  return isButton(part)
    ? t(`crms.writing.${part}`)
    : t('crms.writing.control', { field: said(DEAL_FIELDS[part].label) });
}

function foundBy({ controls, ...buttons }: PickedWriting, part: Part): string | null {
  if (isButton(part)) return buttons[part];
  const found: PickedControl | undefined = controls.find(({ key }) => key === part);
  return found ? `${found.target.css} (${found.target.control})` : null;
}
