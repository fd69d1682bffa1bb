import type { JSX } from 'react';
import type { Assessment, Gap } from '@/lib/domain/assessment';
import type { FieldKey } from '@/lib/domain/fields';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';
import { Section } from '@/components/ui/section';
import { Dispute } from './dispute';
import { FieldControl } from './fix/field-control';
import { FixForm, type FixState } from './fix/fix-form';
import { GapLabel, MarksSwitch } from './gap-label';
import { ClockDoubt } from './clock-doubt';
import { LookedAt } from './looked-at';
import { evidenceText, gapText } from './texts';

type GapsProps = { assessment: Assessment; fixing: Fixing; state: FixState };

/** One form for the fields that are missing or doubtful: due at this stage, and folded, those of the next. */
export function Gaps({ assessment, fixing, state }: GapsProps): JSX.Element | null {
  const { t } = useWords();
  const { gaps, stage } = assessment;
  if (stage.state !== 'known') return null; // which fields are due depends on the stage
  const now = gaps.filter((gap) => gap.due === 'now');
  const soon = gaps.filter((gap) => gap.due === 'soon');
  const list = { fixing, onDone: state.review };
  return (
    <Section title={t('panel.gaps.title')} note={t('panel.gaps.due', { count: now.length })}>
      {now.length > 0 && <GapList gaps={now} {...list} />}
      {now.length > 0 && <MarksSwitch />}
      {soon.length > 0 && (
        <details className="more small">
          <summary className="muted">{t('panel.gaps.soon', { count: soon.length })}</summary>
          <GapList gaps={soon} {...list} />
        </details>
      )}
      <FixForm fixing={fixing} state={state} />
    </Section>
  );
}

type GapListProps = { gaps: readonly Gap[]; fixing: Fixing; onDone: () => void };

function GapList({ gaps, fixing, onDone }: GapListProps): JSX.Element {
  const controlled = new Set<FieldKey>();
  return (
    <ul className="rows">
      {gaps.map((gap) => {
        // A field may be doubtful in two ways; it has one control.
        const first = !controlled.has(gap.field);
        controlled.add(gap.field);
        return <GapRow key={`${gap.field}:${gap.kind}`} gap={gap} fixing={fixing} onDone={onDone} control={first} />;
      })}
    </ul>
  );
}

type GapRowProps = { gap: Gap; fixing: Fixing; onDone: () => void; control: boolean };

function GapRow({ gap, fixing, onDone, control }: GapRowProps): JSX.Element {
  const words = useWords();
  const { t, list, said } = words;
  const label = said(gap.label);
  return (
    <li className="gap" data-kind={gap.kind}>
      <p>
        <GapLabel field={gap.field} label={label} first={control} /> <span className="tag">{gapText(words, gap)}</span>
      </p>
      <p className="small muted">{gap.reason === undefined ? gap.why : said(gap.reason)}</p>
      <ClockDoubt rule={{ kind: 'gap', id: gap.field }} />
      {gap.against && <p className="small muted">{t('panel.gaps.against', { fields: list(gap.against.map(said)) })}</p>}
      {gap.confirmed && (
        <p className="small muted">{t('panel.gaps.confirmed', { what: evidenceText(words, gap.confirmed) })}</p>
      )}
      {control && fixing.canWrite(gap.field) && (
        <FieldControl
          field={gap.field}
          label={label}
          fixing={fixing}
          onDone={onDone}
          refusal={refusalOf(fixing, gap.field)}
        />
      )}
      <div className="ways">
        <LookedAt rule={{ kind: 'gap', id: gap.field }} title={label} />
        <Dispute kind="gap" id={gap.field} title={label} />
      </div>
    </li>
  );
}

/** What the CRM said about this field when it last refused to save. */
function refusalOf({ writes, draft }: Fixing, field: FieldKey): string | undefined {
  const result = writes.entries[0]?.result;
  return draft[field] !== undefined && result?.kind === 'refused' ? result.fields[field] : undefined;
}
