import type { JSX, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

/** The library's own few words, and the side on which things open, follow the page's language, not the browser's. */
export function InLocale({ children }: { children: ReactNode }): JSX.Element {
  return <I18nProvider locale={document.documentElement.lang || navigator.language}>{children}</I18nProvider>;
}
