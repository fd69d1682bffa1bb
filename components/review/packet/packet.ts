import { activityLine, turnText } from '@/components/panel/changes/texts';
import { fieldLabel } from '@/components/panel/field-label';
import { dateText, fieldText, gapText } from '@/components/panel/texts';
import type { Words } from '@/lib/i18n/words';
import type { ReviewDeal } from '@/lib/queries/use-review';
import { clockTexts } from '../deals/deal-texts';
import { groundText, questionText } from '../deals/question-texts';
import { reasonText, type Line } from '../deals/texts';

/** A deal of the packet, all in words; every text may hold anything that a CRM or a person wrote. */
export type PacketDeal = {
  name: string;
  /** For a spreadsheet: one value each, null where it is not known. */
  cells: {
    owner: string | null;
    stage: string | null;
    amount: number | null;
    currency: string | null;
    closeDate: string | null;
    risk: number | null;
    category: string | null;
    call: string | null;
    callDate: string | null;
    note: string;
    promises: string;
    reasons: string;
  };
  facts: readonly string[];
  /** Each part with its heading; one without lines is left out. */
  parts: readonly { title: string; lines: readonly string[] }[];
};

export type Packet = {
  title: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** What the deals add up to, where they come from, and when it was made. */
  about: readonly string[];
  deals: readonly PacketDeal[];
  headings: Readonly<Record<keyof PacketDeal['cells'] | 'name', string>>;
  end: string;
};

type OwnFields = readonly { key: string; label: string }[];

/** A deal as the packet has it. */
export function packetDeal(words: Words, line: Line, deal: ReviewDeal, fields: OwnFields): PacketDeal {
  const { t } = words;
  const { held, assessment, today } = deal;
  const now = deal.reviews.find(({ day }) => day === today) ?? null;
  const money = held.amount.state === 'value' && typeof held.amount.value === 'object' ? held.amount.value : null;
  const promises = deal.commitments
    .filter(({ doneAt }) => doneAt === null)
    .map(({ text, due }) => (due === null ? text : t('review.packet.promise', { text, day: dateText(words, due) })));
  const reasons = line.reasons.map((reason) => reasonText(reason, words));
  return {
    name: deal.name,
    cells: {
      owner: line.owner?.name ?? null,
      stage: assessment.stage.label,
      amount: money?.value ?? null,
      currency: money?.currency ?? null,
      closeDate: line.closeDate,
      risk: assessment.risk.state === 'none' ? null : assessment.risk.risk,
      category: line.category,
      call: now?.call ? t(`review.call.${now.call}`) : null,
      callDate: now?.callDate ?? null,
      note: now?.note ?? '',
      promises: promises.join('; '),
      reasons: reasons.join('; '),
    },
    facts: [
      assessment.stage.label ?? t('queue.stage.unknown'),
      t('review.head.amount', { amount: fieldText(words, held.amount) }),
      t('review.head.closes', { day: fieldText(words, held.closeDate) }),
      ...(line.owner === null ? [] : [line.owner.name]),
    ],
    parts: partsOf(words, deal, reasons, promises, fields).filter(({ lines }) => lines.length > 0),
  };
}

function partsOf(
  words: Words,
  deal: ReviewDeal,
  reasons: readonly string[],
  promises: readonly string[],
  fields: OwnFields,
): PacketDeal['parts'] {
  const { t, said } = words;
  const { assessment, today } = deal;
  const now = deal.reviews.find(({ day }) => day === today) ?? null;
  const { criteria, stage, gaps } = assessment;
  return [
    { title: t('review.packet.reasons'), lines: reasons },
    { title: t('review.decide.title'), lines: decided(words, now) },
    { title: t('review.promise.title'), lines: promises },
    { title: t('review.since.title'), lines: [...moves(words, deal, fields), ...clockTexts(words, deal)] },
    { title: t('panel.risk.title'), lines: riskLines(words, deal) },
    {
      title: t('review.question.title'),
      lines: deal.questions.map((one) => `${questionText(words, one)} (${groundText(words, one)})`),
    },
    {
      title: t('panel.gaps.title'),
      lines:
        stage.state === 'known'
          ? gaps.filter(({ due }) => due === 'now').map((gap) => `${said(gap.label)}: ${gapText(words, gap)}`)
          : [],
    },
    {
      title: stage.next ? t('panel.criteria.before', { stage: stage.next.title }) : t('panel.criteria.beforeClosing'),
      lines: criteria.map(({ title, verdict }) => `${title}: ${t(`panel.verdict.${verdict.kind}`)}`),
    },
  ];
}

function decided(words: Words, now: ReviewDeal['reviews'][number] | null): string[] {
  if (now === null) return [];
  const call = now.call === null ? null : words.t(`review.call.${now.call}`);
  const day = now.callDate === null ? null : dateText(words, now.callDate);
  return [
    ...(call === null ? [] : [day === null ? call : words.t('review.packet.by', { call, day })]),
    ...now.note.split('\n').filter((text) => text.trim() !== ''),
  ];
}

function moves(words: Words, { since }: ReviewDeal, fields: OwnFields): string[] {
  const { t, said, list } = words;
  if (since === null) return [t('review.since.first')];
  const { moved } = since;
  const found = [
    ...moved.moves.map(({ field, from, to, turn }) => {
      const what = t('review.packet.move', {
        field: said(fieldLabel(field, fields)),
        from: fieldText(words, from),
        to: fieldText(words, to),
      });
      return turn === null ? what : `${what} (${turnText(words, turn)})`;
    }),
    ...(moved.contacts.added.length > 0 ? [t('changes.newContacts', { names: list(moved.contacts.added) })] : []),
    ...(moved.contacts.gone.length > 0 ? [t('changes.goneContacts', { names: list(moved.contacts.gone) })] : []),
    ...moved.activities.slice(0, 3).map((activity) => activityLine(words, activity)),
  ];
  return found.length === 0 ? [t('review.since.nothing')] : found;
}

/** Risk, and the factors that move it most. */
function riskLines(words: Words, { assessment: { risk, signals } }: ReviewDeal): string[] {
  const { t, said, signed } = words;
  if (risk.state === 'none') return [t(`panel.risk.none.${risk.reason}`)];
  const heavy = risk.factors
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, 4);
  return [
    t('panel.risk.meter', { risk: risk.risk, low: risk.low, high: risk.high }),
    ...heavy.map(({ id, title, points }) => {
      const signal = signals.find((each) => id === each.id || id === `signal:${each.id}`);
      return `${signal?.title ?? said(title)}: ${t('panel.points', { count: Math.abs(points), signed: signed(points) })}`;
    }),
  ];
}
