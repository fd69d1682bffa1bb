import { useContext, useState, type JSX } from 'react';
import type { AssessInput } from '@/lib/assess/assess';
import { clockEvent } from '@/lib/domain/clock-events';
import { fieldOf } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import { FACTS, type Fact, type FactKey } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_LABELS, type FieldKey, type ListName } from '@/lib/domain/fields';
import { lookedAt, type RuleName } from '@/lib/rules/looked-at';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { eventText } from './changes/texts';
import { DealContext } from './deal-context';
import { fieldLabel } from './field-label';
import { fieldText, missingText } from './texts';

type LookedAtProps = { rule: RuleName; title: string };

/** Folded: every value that a rule's verdict rests on, as it was read; of a count of days, the event it counts from. */
export function LookedAt({ rule, title }: LookedAtProps): JSX.Element | null {
  const { t } = useWords();
  const open = useContext(DealContext);
  const [shown, setShown] = useState(false);
  if (open === null) return null;
  const { input } = open.assessed;
  if (lookedAt(input.pack, rule).length === 0) return null;
  return (
    <details className="looked-at small" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary aria-label={t('changes.looked.named', { title })}>{t('changes.looked.title')}</summary>
      {shown && <Values rule={rule} input={input} />}
    </details>
  );
}

function Values({ rule, input }: { rule: RuleName; input: AssessInput }): JSX.Element {
  const words = useWords();
  return (
    <dl className="values">
      {lookedAt(input.pack, rule).map((name) => {
        const { label, text } = valueOf(words, name, input);
        return (
          <div key={name}>
            <dt>{words.said(label)}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** One input of a rule in words. */
function valueOf(words: Words, name: string, input: AssessInput): { label: string; text: string } {
  const { deal, pack } = input;
  const [kind = '', ...rest] = name.split('.');
  const key = rest.join('.');
  if (kind === 'deal') {
    return { label: fieldLabel(key, pack.fields), text: fieldText(words, fieldOf(deal, key as FieldKey)) };
  }
  if (kind === 'facts' && isFact(key)) return { label: FACTS[key].label, text: factText(words, key, input) };
  if (name === 'list.changes') {
    return {
      label: words.said('History'),
      text: words.t('changes.looked.moves', { count: input.history.changes.length }),
    };
  }
  if (kind === 'list' && isList(key)) return { label: LIST_LABELS[key], text: listText(words, key, input) };
  return { label: DEAL_FIELDS['stage.label'].label, text: fieldText(words, fieldOf(deal, 'stage.label')) };
}

function factText(words: Words, key: FactKey, { deal, history, clock }: AssessInput): string {
  const fact: Fact = deriveFacts(deal, history, clock)[key];
  if (fact.state === 'unknown') return fact.inputs.map((missing) => missingText(words, missing)).join('; ');
  const event = clockEvent(key, fact.value, { deal, history, clock });
  const value = unitText(words, fact.value, FACTS[key].unit);
  return event === null ? value : words.t('changes.looked.counted', { value, event: eventText(words, event) });
}

function unitText({ t, number }: Words, value: number, unit: 'days' | 'count' | 'percent'): string {
  if (unit === 'days') return t('changes.looked.days', { days: value });
  return unit === 'percent' ? t('changes.looked.percent', { value: number(value) }) : number(value);
}

function listText({ t, number }: Words, name: ListName, { deal }: AssessInput): string {
  const list = deal.lists[name];
  if (list?.state !== 'rows') return t('panel.value.notReadable');
  const count = number(list.rows.length);
  return list.complete ? count : t('changes.looked.shownOnly', { count });
}

function isFact(key: string): key is FactKey {
  return Object.hasOwn(FACTS, key);
}

function isList(key: string): key is ListName {
  return Object.hasOwn(LIST_LABELS, key);
}
