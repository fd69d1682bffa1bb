import type { Words } from '@/lib/i18n/words';
import type { Proposal } from '@/lib/queries/use-proposals';

/** Where a proposed value comes from, in a sentence. */
export function proposalText({ because, source }: Proposal, { t, day, moment }: Words): string {
  if (source === null) return because;
  switch (source.kind) {
    case 'role':
      return t('proposal.role', { role: source.role });
    case 'planned':
      return t('proposal.planned', { subject: source.subject, day: day(source.at) });
    case 'meeting':
      return t('proposal.meeting', { day: day(source.at) });
    case 'account':
      return source.name === null
        ? t('proposal.account', { count: source.deals })
        : t('proposal.accountOne', { name: source.name });
    case 'before':
      return t('proposal.before', { moment: moment(source.until) });
  }
}
