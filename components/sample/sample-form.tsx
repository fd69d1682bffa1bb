import { useId, type JSX } from 'react';
import { DEAL_FIELDS, type FieldKey, type FieldType } from '@/lib/domain/fields';
import { useSample, type SampleStore } from '@/lib/queries/sample/store';
import { useWords } from '@/lib/queries/use-words';
import { packFields } from '@/lib/rules/pack-fields';
import { stageNamed } from '@/lib/rules/stage-named';
import type { RunnablePack } from '@/lib/rules/types';
import { SampleLists } from './sample-lists';

type Control = { field: FieldKey; label: string; type: FieldType };

const SHOWN = [
  'name',
  'account.name',
  'owner.name',
  'stage.label',
  'amount',
  'closeDate',
  'nextStep',
  'nextStepDate',
  'description',
] as const satisfies readonly FieldKey[];

/** The page of a small CRM with one deal: what is typed here is saved at once, and the panel sees it as it sees a CRM. */
export function SampleForm({ store, pack }: { store: SampleStore; pack: RunnablePack | null }): JSX.Element {
  const { t, said } = useWords();
  const { record } = useSample(store);
  const canonical = SHOWN.map((field): Control => ({
    field,
    label: said(DEAL_FIELDS[field].label),
    type: DEAL_FIELDS[field].type,
  }));
  const own = packFields(pack ?? { fields: [] }).map(({ key, label, type }): Control => ({ field: key, label, type }));
  return (
    <section className="sample-form" aria-labelledby="sample-name">
      <h2 id="sample-name">
        <bdi>{record.fields.name}</bdi>
      </h2>
      <Fields title={t('sample.part.deal')} controls={canonical} store={store} pack={pack} />
      {own.length > 0 && <Fields title={t('sample.part.rules')} controls={own} store={store} pack={pack} />}
      <SampleLists record={record} />
    </section>
  );
}

type FieldsProps = { title: string; controls: readonly Control[]; store: SampleStore; pack: RunnablePack | null };

function Fields({ title, controls, store, pack }: FieldsProps): JSX.Element {
  return (
    <section className="sample-card">
      <h3>{title}</h3>
      <div className="sample-fields">
        {controls.map((control) => (
          <Field key={control.field} control={control} store={store} pack={pack} />
        ))}
      </div>
    </section>
  );
}

type FieldProps = { control: Control; store: SampleStore; pack: RunnablePack | null };

function Field({ control: { field, label, type }, store, pack }: FieldProps): JSX.Element {
  const id = useId();
  const { record, marks } = useSample(store);
  const mark = marks.find((each) => each.field === field);
  const value = record.fields[field] ?? '';
  const shared = {
    id,
    value,
    className: 'input',
    'data-field': field,
    'aria-describedby': mark ? `${id}-mark` : undefined,
    onChange: ({ target }: { target: { value: string } }) => store.put({ [field]: target.value }),
  };
  return (
    <div className="sample-field" data-wide={type === 'longText' || field === 'name'}>
      <label htmlFor={id}>{label}</label>
      {field === 'stage.label' ? (
        <select {...shared}>
          {stagesOf(pack, value).map((stage) => (
            <option key={stage}>{stage}</option>
          ))}
        </select>
      ) : type === 'longText' ? (
        <textarea {...shared} rows={2} />
      ) : (
        <input
          {...shared}
          type={type === 'date' ? 'date' : 'text'}
          inputMode={type === 'money' || type === 'number' || type === 'percent' ? 'decimal' : undefined}
          autoComplete="off"
        />
      )}
      {mark && (
        <p id={`${id}-mark`} className="sample-mark small">
          {mark.why}
        </p>
      )}
    </div>
  );
}

/** The pack's stages by the names that it finds again, and the one that is shown. */
function stagesOf(pack: RunnablePack | null, shown: string): string[] {
  return [...new Set([...(pack?.stages ?? []).map(({ match, title }) => stageNamed(match, title)), shown])];
}
