import type { JSX } from 'react';
import { Figures } from '@/components/admin/figures';
import { useWords } from '@/lib/queries/use-words';
import type { Radius } from '@/lib/assess/blast/radius';
import { Fold } from '../fold';

type Side = Radius['before'];

/** The open deals under both packs, side by side. */
export function RadiusView({ radius }: { radius: Radius }): JSX.Element {
  const { t, number, signed } = useWords();
  const { before, after, reps, days, watched } = radius;
  const perDay = ({ newFlags }: Side): string =>
    watched === 0 || reps === 0 ? '–' : number(Math.round((newFlags / days / reps) * 100) / 100);
  const rows: [string, string, string, string][] = [
    [t('studio.effect.deals'), number(before.deals), number(after.deals), signed(after.deals - before.deals)],
    [t('studio.effect.flagged'), number(before.flagged), number(after.flagged), signed(after.flagged - before.flagged)],
    [t('studio.effect.flags'), number(before.flags), number(after.flags), signed(after.flags - before.flags)],
    [t('studio.effect.blocked'), number(before.blocked), number(after.blocked), signed(after.blocked - before.blocked)],
    ...amountRows(radius, useWords()),
    [t('studio.effect.perDay', { days }), perDay(before), perDay(after), ''],
  ];
  return (
    <section>
      <h2>{t('studio.effect.title')}</h2>
      <p className="studio-lead" data-figures={JSON.stringify({ newly: radius.newly, freed: radius.freed })}>
        {t('studio.effect.lead', {
          newly: radius.newly,
          freed: radius.freed,
          blocked: radius.newlyBlocked,
          unblocked: radius.freedBlocked,
        })}{' '}
        {t('studio.effect.reps', { affected: radius.repsAffected, count: reps })}{' '}
        {radius.noRep > 0 && t('studio.effect.noRep', { count: radius.noRep })}
      </p>
      <Figures caption={t('studio.effect.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('studio.effect.what')}</th>
            <th scope="col">{t('studio.effect.now')}</th>
            <th scope="col">{t('studio.effect.then')}</th>
            <th scope="col">{t('studio.effect.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, now, then, difference]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{now}</td>
              <td>{then}</td>
              <td>{difference}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
      <p className="muted small">{t('studio.effect.watched', { count: watched, days })}</p>
    </section>
  );
}

/** Amounts of blocked deals, one row a currency: there is no rate to add them up by. */
function amountRows(
  { before, after }: Radius,
  { t, money, number, signed }: ReturnType<typeof useWords>,
): [string, string, string, string][] {
  const currencies = [...new Set([...before.blockedAmounts, ...after.blockedAmounts].map(({ currency }) => currency))];
  const amounts = currencies.toSorted().map((currency): [string, string, string, string] => {
    const sum = (side: Side): number => side.blockedAmounts.find((each) => each.currency === currency)?.value ?? 0;
    const shown = (value: number): string => money(value, currency || null);
    const difference = sum(after) - sum(before);
    return [
      t('studio.effect.amount', { currency: currency || '–' }),
      shown(sum(before)),
      shown(sum(after)),
      `${difference > 0 ? '+' : ''}${shown(difference)}`,
    ];
  });
  if (before.noAmount + after.noAmount === 0) return amounts;
  const unread = t('studio.effect.noAmount');
  return [
    ...amounts,
    [unread, number(before.noAmount), number(after.noAmount), signed(after.noAmount - before.noAmount)],
  ];
}

/** The deals that the draft would treat otherwise. */
export function MovedDeals({ radius: { moved, movedCount, rules } }: { radius: Radius }): JSX.Element | null {
  const { t, list, said } = useWords();
  if (moved.length === 0) return <p>{t('studio.effect.nothing')}</p>;
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const named = (ids: readonly string[]): string => list(ids.map((id) => said(titles.get(id) ?? id)));
  return (
    <Fold summary={t('studio.effect.moved', { count: movedCount })}>
      {() => (
        <>
          <ul className="studio-plain">
            {moved.map((deal) => (
              <li key={deal.dealId}>
                <strong>{deal.name}</strong> {deal.rep !== null && <span className="muted">{deal.rep}</span>}
                {deal.gains.length > 0 && <p>{t('studio.effect.gains', { rules: named(deal.gains) })}</p>}
                {deal.loses.length > 0 && <p>{t('studio.effect.loses', { rules: named(deal.loses) })}</p>}
                {deal.blocked !== 'same' && <p>{t(`studio.effect.block.${deal.blocked}`)}</p>}
              </li>
            ))}
          </ul>
          {movedCount > moved.length && (
            <p className="muted">{t('studio.more', { count: movedCount - moved.length })}</p>
          )}
        </>
      )}
    </Fold>
  );
}
