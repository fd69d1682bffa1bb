import { memo, useId, type JSX } from 'react';
import { level } from '@/components/panel/pill';
import { dateText } from '@/components/panel/texts';
import { amountText, groupTitle, stakeText } from '@/components/queue/texts';
import { VirtualList } from '@/components/ui/virtual-list';
import { useWords } from '@/lib/queries/use-words';
import { reasonText, type Line, type LineGroup } from './texts';

const ROW_HEIGHT = 86;

type LineGroupsProps = {
  groups: readonly LineGroup[];
  today: string;
  /** The deal that is open. */
  current: string | null;
  onOpen: (dealId: string) => void;
};

/** The deals to review, a list for each currency, what is most at risk first. */
export function LineGroups({ groups, today, current, onOpen }: LineGroupsProps): JSX.Element {
  const { t } = useWords();
  if (groups.length === 0) {
    return (
      <div className="message" role="status">
        <p className="message-title">{t('review.none.title')}</p>
        <p className="small muted">{t('review.none.more')}</p>
      </div>
    );
  }
  const currencies = groups.filter(({ hasAmount }) => hasAmount).length;
  return (
    <>
      {groups.map((group) => (
        <Group
          key={`${String(group.hasAmount)} ${group.currency ?? ''}`}
          group={group}
          alone={currencies === 1}
          today={today}
          current={current}
          onOpen={onOpen}
        />
      ))}
      <details className="more small">
        <summary className="muted">{t('queue.order.title')}</summary>
        <p className="muted">{t('review.order')}</p>
      </details>
    </>
  );
}

type GroupProps = { group: LineGroup; alone: boolean } & Omit<LineGroupsProps, 'groups'>;

function Group({ group, alone, today, current, onOpen }: GroupProps): JSX.Element {
  const words = useWords();
  const id = useId();
  return (
    <section className="queue-group">
      <div className="queue-line">
        <h2 id={id} className="section-title">
          {groupTitle(group, alone, words)}
        </h2>
        {group.hasAmount && (
          <span className="small muted" aria-hidden="true">
            {words.t('review.atRisk')}
          </span>
        )}
      </div>
      <VirtualList
        rows={group.rows}
        keyOf={idOf}
        rowHeight={ROW_HEIGHT}
        labelledBy={id}
        current={current}
        onOpen={({ dealId }) => onOpen(dealId)}
      >
        {(line) => <Row line={line} today={today} />}
      </VirtualList>
    </section>
  );
}

function idOf({ dealId }: Line): string {
  return dealId;
}

/** What a row shows, in the order in which it is read out; of thousands that are passed by, only what changed is drawn. */
const Row = memo(DrawRow);

function DrawRow({ line, today }: { line: Line; today: string }): JSX.Element {
  const words = useWords();
  const { t, number } = words;
  const { name, stage, amount, risk, owner, closeDate, reasons, reviewed } = line;
  return (
    <>
      <span className="queue-line">
        <bdi className="queue-name">{name}</bdi>
        <span className="queue-stake">
          <span className="visually-hidden">{t('review.atRiskSaid')} </span>
          {stakeText(line, words)}
        </span>
      </span>
      <span className="queue-line small muted">
        <span>
          <bdi>{stage ?? t('queue.stage.unknown')}</bdi> · {amountText(amount, words)}
          {closeDate !== null && ` · ${dateText(words, closeDate)}`}
          {owner !== null && (
            <>
              {' · '}
              <bdi>{owner.name}</bdi>
            </>
          )}
        </span>
        {risk && (
          <span className="queue-risk" data-level={level(risk.risk)}>
            {t('queue.risk', {
              risk: risk.state === 'score' ? number(risk.risk) : `${number(risk.low)}–${number(risk.high)}`,
            })}
          </span>
        )}
      </span>
      <span className="queue-tags small">
        {reviewed?.day === today && (
          <span className="tag" data-kind="done">
            {reviewed.call === null ? t('review.row.looked') : t(`review.call.${reviewed.call}`)}
          </span>
        )}
        {reviewed?.day !== today && line.changed === true && <span className="tag">{t('review.row.changed')}</span>}
        {reasons.map((reason) => (
          <span key={reason.kind} className={reason.kind === 'atRisk' ? 'muted' : 'tag'}>
            {reasonText(reason, words)}
          </span>
        ))}
      </span>
    </>
  );
}
