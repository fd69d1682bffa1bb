import { useState, type JSX } from 'react';
import type { FindingLine } from '@/lib/insight-worker/engine';
import { dayOf } from '@/lib/insight/periods';
import { useFindings } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { BehindMark } from '../behind';
import { useLook } from '../look';
import { useFindingText } from './finding-text';

const DAY_MS = 86_400_000;

/** 9 · What nobody asked for, with its evidence and what to do; on data without signal, that there is none. */
export function FindingsView(): JSX.Element {
  const { t, percent, day } = useWords();
  const { view } = useLook();
  const { data, problem } = useFindings(view);
  const shown = (text: string): string => day((dayOf(text) ?? 0) * DAY_MS);
  return (
    <section className="insight-card" data-metric="findings" aria-busy={data === undefined}>
      <h2>{t('insight.q.findings')}</h2>
      {problem !== null && <p role="alert">{t('insight.failed', { reason: problem })}</p>}
      {data === undefined && problem === null && <p className="muted">{t('insight.computing')}</p>}
      {data && (
        <>
          <p className="small muted insight-basis">
            {t('insight.basis', {
              what: t('insight.n.deals', { count: data.n }),
              from: shown(data.from),
              to: shown(data.to),
            })}{' '}
            {t('insight.findings.tested', { count: data.tested, share: percent(data.q) })}{' '}
            {data.notTested.length > 0 && t('insight.findings.notTested', { count: data.notTested.length })}
          </p>
          {data.tested === 0 && <p className="insight-none">{t('insight.findings.tooFew')}</p>}
          {data.tested > 0 && data.findings.length === 0 && (
            <p className="insight-none">{t('insight.findings.none')}</p>
          )}
          <ol className="findings">
            {data.findings.map((finding, at) => (
              <One key={JSON.stringify([finding.code, finding.args])} finding={finding} at={at} />
            ))}
          </ol>
          <p className="small muted">{t('insight.findings.about')}</p>
        </>
      )}
    </section>
  );
}

function One({ finding, at }: { finding: FindingLine; at: number }): JSX.Element {
  const { t, permille, roundMoney, number } = useWords();
  const textOf = useFindingText();
  const [open, setOpen] = useState(false);
  const { counts, rate, otherRate, apart, money: worth, todo, dealCount } = finding;
  return (
    <li className="finding">
      <p className="finding-title">
        {t(rate > otherRate ? 'insight.findings.more' : 'insight.findings.less', {
          what: textOf(finding),
          rate: permille(rate),
          other: permille(otherRate),
        })}
      </p>
      <p>
        {t('insight.findings.evidence', {
          inWon: number(counts.inWon),
          in: number(counts.in),
          outWon: number(counts.outWon),
          out: number(counts.out),
          points: permille(Math.abs(apart.value)),
          low: permille(Math.min(Math.abs(apart.low), Math.abs(apart.high))),
          high: permille(Math.max(Math.abs(apart.low), Math.abs(apart.high))),
        })}
      </p>
      {worth !== null && (
        <p>
          {t('insight.findings.worth', {
            value: roundMoney(worth.value, worth.currency),
            low: roundMoney(worth.low, worth.currency),
            high: roundMoney(worth.high, worth.currency),
          })}
        </p>
      )}
      <p>
        <strong>{t('insight.findings.do')}</strong> {t(`insight.todo.${todo}`)}
      </p>
      <p>
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('insight.findings.deals', { count: dealCount })}
        </button>
      </p>
      {open && <BehindMark mark={{ of: 'findings', at }} onClose={() => setOpen(false)} />}
    </li>
  );
}
