import { useContext, useEffect, useRef, useState, type JSX } from 'react';
import type { FieldKey } from '@/lib/domain/fields';
import { useWords } from '@/lib/queries/use-words';
import { MarksContext } from './marks';

type GapLabelProps = { field: FieldKey; label: string; first: boolean };

/** A gap's field by name: pressing it shows the field on the page. A click on the field's mark leads here. */
export function GapLabel({ field, label, first }: GapLabelProps): JSX.Element {
  const { t } = useWords();
  const marks = useContext(MarksContext);
  const button = useRef<HTMLButtonElement>(null);
  const [missing, setMissing] = useState(false);
  const asked = first && marks?.asked === field;
  const answered = marks?.answered;
  useEffect(() => {
    if (!asked || !button.current) return;
    answered?.();
    const row = button.current.closest('.gap');
    row?.scrollIntoView({ block: 'center' });
    window.focus(); // the rep has just clicked the mark, in the page around us
    (row?.querySelector<HTMLElement>('.input') ?? button.current).focus();
  }, [asked, answered]);
  if (marks === null || !first) return <strong>{label}</strong>;
  return (
    <>
      <button
        ref={button}
        type="button"
        className="gap-label"
        title={t('marks.show')}
        onClick={() => void marks.reach(field).then((reached) => setMissing(reached === 'absent'))}
      >
        {label}
      </button>
      {missing && (
        <span className="small muted" role="status">
          {' '}
          {t('marks.missing')}
        </span>
      )}
    </>
  );
}

/** Turns the marks on the page on or off for this CRM. */
export function MarksSwitch(): JSX.Element | null {
  const { t } = useWords();
  const marks = useContext(MarksContext);
  if (marks === null) return null;
  return (
    <label className="marks-switch small muted">
      <input type="checkbox" checked={marks.on} onChange={(event) => marks.setOn(event.target.checked)} />{' '}
      {t('marks.switch')}
    </label>
  );
}
