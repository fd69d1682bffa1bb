import type { JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';

import { useWords } from '@/lib/queries/use-words';

type FormatsProps = { formats: Adapter['formats']; onChange: (formats: Adapter['formats']) => void };

/** How the CRM writes numbers and dates, where the page's language does not say. */
export function Formats({ formats, onChange }: FormatsProps): JSX.Element {
  const { t } = useWords();
  return (
    <div className="more-fields">
      <label>
        {t('crms.formats.numbers')}{' '}
        <select
          value={formats.decimal ?? ''}
          onChange={({ target }) => {
            const { decimal: _before, ...rest } = formats;
            onChange(target.value === '.' || target.value === ',' ? { ...rest, decimal: target.value } : rest);
          }}
        >
          <option value="">{t('crms.formats.asPage')}</option>
          <option value=".">1,234.50</option>
          <option value=",">1.234,50</option>
        </select>
      </label>
      <label>
        {t('crms.formats.dates')}{' '}
        <select
          value={formats.dateOrder ?? ''}
          onChange={({ target }) => {
            const { dateOrder: _before, ...rest } = formats;
            const order = (['mdy', 'dmy', 'ymd'] as const).find((one) => one === target.value);
            onChange(order ? { ...rest, dateOrder: order } : rest);
          }}
        >
          <option value="">{t('crms.formats.asPage')}</option>
          <option value="dmy">31.12.2026</option>
          <option value="mdy">12/31/2026</option>
          <option value="ymd">2026-12-31</option>
        </select>
      </label>
    </div>
  );
}
