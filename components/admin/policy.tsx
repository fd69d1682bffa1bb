import type { JSX } from 'react';
import { ADAPTERS } from '@/lib/crm/registry';
import { RETENTION_DAYS } from '@/lib/domain/policy-rules';
import { useChannels } from '@/lib/queries/use-channels';
import { useInstalled } from '@/lib/queries/use-installed';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useWords } from '@/lib/queries/use-words';

/** What the organisation's policy asks for, in words: nobody has to guess why something is not there. */
export function Policy(): JSX.Element | null {
  const { t } = useWords();
  const { state } = useChannels();
  if (state === null) return null;
  const asks = state.policy !== 'none' && state.policy !== 'gone';
  return (
    <>
      <p>{t(`admin.policy.${state.policy}`)}</p>
      {asks && <Rules />}
    </>
  );
}

function Rules(): JSX.Element {
  const { t, list } = useWords();
  const { allowedCrms, locked, retentionDays, sessionCookie } = usePolicyRules();
  const brought = (useInstalled()?.adapters ?? []).filter(({ source }) => source === 'policy');
  const listOr = (names: readonly string[], none: string): string => (names.length === 0 ? none : list(names));
  return (
    <dl className="policy-facts">
      <dt>{t('admin.policy.crms')}</dt>
      <dd>{allowedCrms === null ? t('admin.policy.crms.all') : <Only ids={allowedCrms} />}</dd>
      <dt>{t('admin.policy.adapters')}</dt>
      <dd>
        {listOr(
          brought.map(({ adapter }) => adapter.title),
          t('admin.none'),
        )}
      </dd>
      <dt>{t('admin.policy.locked')}</dt>
      <dd>
        {listOr(
          locked.map((lock) => t(`admin.lock.${lock}`)),
          t('admin.policy.locked.none'),
        )}
      </dd>
      <dt>{t('admin.policy.kept')}</dt>
      <dd>
        {retentionDays === null
          ? t('admin.policy.kept.default', { days: RETENTION_DAYS })
          : t('admin.policy.kept.most', { days: retentionDays })}
      </dd>
      <dt>{t('admin.policy.cookie')}</dt>
      <dd>{sessionCookie ? t('admin.policy.cookie.may') : t('admin.policy.cookie.not')}</dd>
    </dl>
  );
}

function Only({ ids }: { ids: readonly string[] }): JSX.Element {
  const { t, list } = useWords();
  const titles = new Map(ADAPTERS.map(({ route, title }) => [route.adapter, title]));
  const names = ids.map((id) => titles.get(id) ?? id);
  return <>{names.length === 0 ? t('admin.policy.crms.none') : t('admin.policy.crms.only', { names: list(names) })}</>;
}
