import { useContext, useState, type JSX } from 'react';
import type { AssessInput } from '@/lib/assess/assess';
import { clockEvent } from '@/lib/domain/clock-events';
import { fieldOf } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import { FACTS, type Fact, type FactKey } from '@/lib/domain/facts';
import { LIST_LABELS, type FieldKey, type ListName } from '@/lib/domain/fields';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { lookedAt, type RuleName } from '@/lib/rules/looked-at';
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
      <summary aria-label={t('since.lookedOf', { rule: title })}>{t('since.looked')}</summary>
      {shown && <Values rule={rule} input={input} />}
    </details>
  );
}

function Values({ rule, input }: { rule: RuleName; input: AssessInput }): JSX.Element {
  const words = useWords();
  return (
    <dl className="values">
      {lookedAt(input.pack, rule).map((name) => {
        const { label, text } = valueOf(name, input, words);
        return (
          <div key={name}>
            <dt>{label}</dt>
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
function valueOf(name: string, input: AssessInput, words: Words): { label: string; text: string } {
  const { deal, pack } = input;
  const [kind = '', ...rest] = name.split('.');
  const key = rest.join('.');
  if (kind === 'deal') return { label: fieldLabel(key, pack.fields), text: fieldText(fieldOf(deal, key as FieldKey)) };
  if (kind === 'facts' && isFact(key)) return { label: FACTS[key].label, text: factText(key, input, words) };
  if (name === 'list.changes')
    return { label: words.t('since.history'), text: words.t('since.moves', { count: input.history.changes.length }) };
  if (kind === 'list' && isList(key)) return { label: LIST_LABELS[key], text: listText(key, input, words) };
  return { label: words.t('since.stage'), text: fieldText(fieldOf(deal, 'stage.label')) };
}

function factText(key: FactKey, { deal, history, clock }: AssessInput, words: Words): string {
  const fact: Fact = deriveFacts(deal, history, clock)[key];
  if (fact.state === 'unknown') return fact.inputs.map(missingText).join('; ');
  const event = clockEvent(key, fact.value, { deal, history, clock });
  const value = unitText(fact.value, FACTS[key].unit, words);
  return event === null ? value : words.t('since.countedFrom', { value, event: eventText(event, words) });
}

function unitText(value: number, unit: 'days' | 'count' | 'percent', words: Words): string {
  if (unit === 'days') return words.t('since.days', { count: value });
  return unit === 'percent' ? words.percent(value / 100) : words.number(value);
}

function listText(name: ListName, { deal }: AssessInput, { t, number }: Words): string {
  const list = deal.lists[name];
  if (list?.state !== 'rows') return t('since.unread');
  const count = number(list.rows.length);
  return list.complete ? count : t('since.part', { count });
}

function isFact(key: string): key is FactKey {
  return Object.hasOwn(FACTS, key);
}

function isList(key: string): key is ListName {
  return Object.hasOwn(LIST_LABELS, key);
}
