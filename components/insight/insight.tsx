import { useState, type JSX } from 'react';
import type { SectionProps } from '@/components/review/sections';
import { addMonths } from '@/lib/domain/calendar';
import { dayOf, dayText } from '@/lib/insight/periods';
import type { Question } from '@/lib/insight-worker/question';
import { useRenewed, useSource, useSources, type Loaded, type Source } from '@/lib/queries/use-insight';
import { useKeepLook } from '@/lib/queries/use-last-look';
import { useWords } from '@/lib/queries/use-words';
import { Controls, Labelled, type Choice } from './controls';
import { LookContext } from './look';
import { RatesForm } from './rates-form';
import { SourceLine, sourceName } from './source-line';
import { VIEWS, type ViewId } from './views';
import './insight.css';

/** Pipeline insight: ten views of one source's deals. */
export function Insight({ tenant }: SectionProps): JSX.Element {
  const { t } = useWords();
  const { sources, problem } = useSources();
  const [key, setKey] = useState<string | null>(null);
  if (problem !== null) return <p role="alert">{t('insight.failed', { reason: problem })}</p>;
  if (sources === undefined) return <Busy />;
  const source = sources.find((one) => one.key === key) ?? sources.find((one) => one.key === tenant) ?? sources[0];
  if (source === undefined) return <Nothing />;
  return (
    <div className="insight">
      {sources.length > 1 && (
        <Labelled label={t('insight.source')}>
          {(id) => (
            <select id={id} className="input" value={source.key} onChange={({ target }) => setKey(target.value)}>
              {sources.map((one) => (
                <option key={one.key} value={one.key}>
                  {sourceName(one)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      <OfSource key={source.key} source={source} />
    </div>
  );
}

function Busy(): JSX.Element {
  const { t } = useWords();
  return (
    <p role="status" aria-busy="true" className="muted">
      {t('insight.reading')}
    </p>
  );
}

function Nothing(): JSX.Element {
  const { t } = useWords();
  return (
    <div className="insight-nothing">
      <h2>{t('insight.nothing.title')}</h2>
      <p>{t('insight.nothing.crm')}</p>
      <p>{t('insight.nothing.file')}</p>
    </div>
  );
}

function OfSource({ source }: { source: Source }): JSX.Element {
  const { t } = useWords();
  const { loaded, lastSeen, problem, again } = useSource(source);
  if (problem !== null) {
    return (
      <p role="alert">
        {t('insight.failed', { reason: problem })}{' '}
        <button type="button" className="link-button" onClick={again}>
          {t('insight.again')}
        </button>
      </p>
    );
  }
  if (loaded === undefined) return <Busy />;
  return (
    <>
      <SourceLine source={source} loaded={loaded} lastSeen={lastSeen} />
      <RatesForm source={source.key} loaded={loaded} />
      {loaded.overview.deals === 0 ? (
        <p>{t('insight.empty')}</p>
      ) : (
        <Views source={source} loaded={loaded} ready={lastSeen === null} />
      )}
    </>
  );
}

type ViewsProps = { source: Source; loaded: Loaded; ready: boolean };

function Views({ source, loaded, ready }: ViewsProps): JSX.Element {
  const { t } = useWords();
  useRenewed(source, loaded, ready);
  const [choice, setChoice] = useState(() => firstChoice(source, loaded));
  const question = questionOf(choice);
  useKeepLook(source, loaded, question, ready && isFirst(choice, source, loaded));
  const [shown, setShown] = useState<ViewId>('pipeline');
  const View = VIEWS[shown];
  const look = {
    source,
    loaded,
    view: { source: source.key, question, ready },
    // Rates may have taken the chosen one away.
    currency: isThere(loaded, choice.currency) ? choice.currency : (loaded.overview.currencies[0]?.currency ?? null),
  };
  return (
    <LookContext value={look}>
      <nav className="insight-views" aria-label={t('insight.views')}>
        {(Object.keys(VIEWS) as ViewId[]).map((id) => (
          <button key={id} type="button" aria-current={id === shown ? 'page' : undefined} onClick={() => setShown(id)}>
            {t(`insight.view.${id}`)}
          </button>
        ))}
      </nav>
      <Controls choice={choice} overview={loaded.overview} onChange={setChoice} />
      <div className="insight-cards">
        <View key={shown} since={choice.since} onSince={(since) => setChoice({ ...choice, since })} />
      </div>
    </LookContext>
  );
}

function isThere({ overview }: Loaded, chosen: string | null): boolean {
  return overview.currencies.some(({ currency }) => currency === chosen);
}

const DAYS_BACK = 30;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A file ends with its last day; what is read from a CRM is as of today. */
function firstChoice(source: Source, { overview }: Loaded): Choice {
  const now = new Date();
  const today = Math.floor((now.getTime() - now.getTimezoneOffset() * MINUTE_MS) / DAY_MS);
  const asOf = source.kind === 'import' ? Math.min(today, overview.lastDay ?? today) : today;
  return {
    filter: {},
    asOf,
    since: asOf - DAYS_BACK,
    kind: 'quarter',
    fiscalStart: 1,
    within: asOf,
    months: null,
    currency: overview.currencies[0]?.currency ?? null,
  };
}

/** Whether anything was chosen that counts other deals or days; a currency only chooses among what is there. */
function isFirst(choice: Choice, source: Source, loaded: Loaded): boolean {
  return JSON.stringify(questionOf(choice)) === JSON.stringify(questionOf(firstChoice(source, loaded)));
}

function questionOf({ filter, asOf, since, kind, fiscalStart, within, months }: Choice): Question {
  const from = months === null ? null : dayOf(addMonths(dayText(asOf), -months));
  return {
    filter,
    asked: { asOf, since: Math.min(since, asOf), kind, fiscalStart, within, ...(from === null ? {} : { from }) },
  };
}
