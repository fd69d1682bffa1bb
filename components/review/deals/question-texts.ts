import { dateText, evidenceText, fieldText } from '@/components/panel/texts';
import type { Words } from '@/lib/i18n/words';
import type { ReviewDeal } from '@/lib/queries/use-review';

type Question = ReviewDeal['questions'][number];

/** What is asked. */
export function questionText(words: Words, question: Question): string {
  const { t, list, percent } = words;
  switch (question.kind) {
    case 'promised':
      return t('review.ask.promised', { text: question.text });
    case 'bypassed':
      return t('review.ask.bypassed', { title: question.title, stage: question.stage });
    case 'regressed':
    case 'required':
    case 'open':
    case 'unread':
    case 'signal':
      return t(`review.ask.${question.kind}`, { title: question.title });
    case 'pushed':
      return t('review.ask.pushed', { count: question.times });
    case 'cut':
      return t('review.ask.cut', { from: fieldText(words, question.from), to: fieldText(words, question.to) });
    case 'disagree':
      return t('review.ask.disagree', {
        call: t(`review.call.${question.call}`),
        chance: percent(question.chance / 100),
      });
    case 'gone':
      return t('review.ask.gone', { names: list(question.names) });
    case 'gap':
      return t('review.ask.gap', { label: words.said(question.label) });
    case 'overdue':
    case 'silent':
    case 'alone':
    case 'stuck':
    case 'clean':
    case 'stop':
    case 'who':
      return t(`review.ask.${question.kind}`);
  }
}

/** What a question rests on. */
export function groundText(words: Words, question: Question): string {
  const { t, day, list, said, signed } = words;
  switch (question.kind) {
    case 'promised':
      return t('review.ground.promised', { day: dateText(words, question.due), count: question.days });
    case 'bypassed':
      return question.since === null
        ? question.why
        : t('review.ground.bypassed', { why: question.why, day: day(question.since) });
    case 'regressed':
      return t('review.ground.regressed', { why: question.why, day: day(question.lastMet) });
    case 'required':
    case 'open': {
      const [last] = question.evidence;
      return last === undefined
        ? question.why
        : t('review.ground.evidence', { why: question.why, what: evidenceText(words, last) });
    }
    case 'overdue':
    case 'silent':
    case 'stuck':
      return t(`review.ground.${question.kind}`, { count: question.days });
    case 'pushed':
      return question.days === null
        ? t('review.ground.pushedOnly', { count: question.times })
        : t('review.ground.pushed', { count: question.times, days: question.days });
    case 'alone':
      return t('review.ground.alone', { count: question.engaged });
    case 'signal':
      return t('review.ground.signal', { why: question.why, points: signed(question.points) });
    case 'gap':
      return question.value === null
        ? t(`panel.gap.${question.gap}`)
        : t('panel.gap.withValue', { what: t(`panel.gap.${question.gap}`), value: question.value });
    case 'unread':
      return t('panel.criteria.couldNotRead', { inputs: list(question.inputs.map(said)) });
    case 'clean':
      return t('panel.criteria.met', { met: question.met, of: question.of });
    case 'cut':
    case 'disagree':
    case 'gone':
    case 'stop':
    case 'who':
      return t(`review.ground.${question.kind}`);
  }
}
