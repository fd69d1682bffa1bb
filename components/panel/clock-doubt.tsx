import { createContext, useContext, type JSX, type ReactNode } from 'react';
import { clockIsWrong } from '@/lib/domain/pack-news';
import { usePackNews } from '@/lib/queries/use-pack-notices';
import { useWords } from '@/lib/queries/use-words';
import { goesByClock, type RuleName } from '@/lib/rules/looked-at';
import { DealContext } from './deal-context';

const WrongClock = createContext(false);

/** Lets the rules within know whether this computer's clock is known to be wrong. */
export function WithClock({ children }: { children: ReactNode }): JSX.Element {
  const news = usePackNews();
  const wrong = news !== undefined && clockIsWrong(news);
  return <WrongClock value={wrong}>{children}</WrongClock>;
}

/** Beside a rule that goes by days, while the clock is wrong; nothing otherwise. */
export function ClockDoubt({ rule }: { rule: RuleName }): JSX.Element | null {
  const { t } = useWords();
  const open = useContext(DealContext);
  if (!useContext(WrongClock) || open === null || !goesByClock(open.assessed.input.pack, rule)) return null;
  return <span className="row-sub small again">{t('changes.looked.clock')}</span>;
}
