import type { Words } from '@/lib/i18n/words';
import type { Shown } from '@/lib/rules/shown-value';

/** A value of an expression, in words. */
export function shownText(shown: Shown, { t, said, list }: Words): string {
  switch (shown.state) {
    case 'true':
      return t('studio.value.true');
    case 'false':
      return t('studio.value.false');
    case 'empty':
      return t('studio.value.empty');
    case 'value':
      return shown.text;
    case 'list':
      return t(shown.whole ? 'studio.value.list' : 'studio.value.part', { count: shown.rows });
    case 'unknown':
      return t('studio.value.unknown', { inputs: list(shown.missing.map(({ label }) => said(label))) });
    case 'error':
      return t('studio.value.error', { reason: shown.reason });
  }
}
