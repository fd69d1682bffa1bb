import { useRef, useState, type JSX } from 'react';
import { saveFile } from '@/components/ui/save-file';
import type { ReviewAnswer } from '@/lib/queries/use-review';
import { useReviewDeals } from '@/lib/queries/use-review-deals';
import { usePack } from '@/lib/queries/use-pack';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';
import { asHtml } from './as-html';
import { asCsv, asMarkdown } from './as-text';
import { packetDeal, type Packet, type PacketDeal } from './packet';
import type { Line } from '../deals/texts';

const KINDS = {
  html: { make: asHtml, type: 'text/html;charset=utf-8', end: 'html' },
  markdown: { make: asMarkdown, type: 'text/markdown;charset=utf-8', end: 'md' },
  csv: { make: asCsv, type: 'text/csv;charset=utf-8', end: 'csv' },
} as const;
type Kind = keyof typeof KINDS;

/** More than that is no packet for a talk, and takes a while to judge. */
const MOST = 200;

type PacketMenuProps = { answer: ReviewAnswer; rows: readonly Line[]; about: readonly string[] };

/** Makes a file of the deals that are shown, to be read, printed or sent on where there is no network. */
export function PacketMenu({ answer: { tenant, today }, rows, about }: PacketMenuProps): JSX.Element {
  const words = useWords();
  const { t, number } = words;
  const fields = usePack()?.pack?.fields ?? [];
  const read = useReviewDeals(tenant);
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const wanted = rows.slice(0, MOST);
  const make = async (kind: Kind): Promise<void> => {
    const aborting = new AbortController();
    stop.current = aborting;
    setProblem(null);
    try {
      const ids = wanted.map(({ dealId }) => dealId);
      const deals = await read(ids, (done) => setProgress({ done, of: ids.length }), aborting.signal);
      const lines = new Map(wanted.map((line) => [line.dealId, line]));
      const made = deals.flatMap((deal) => {
        const line = lines.get(deal.dealId);
        return line ? [packetDeal(words, line, deal, fields)] : [];
      });
      const { make: write, type, end } = KINDS[kind];
      saveFile(`fairlead-review-${today}.${end}`, write(packetOf(words, made, about, today)), type);
    } catch (error) {
      if (!aborting.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setProgress(null);
    }
  };
  return (
    <details className="more small">
      <summary>{t('review.packet.title')}</summary>
      <p className="muted">{t('review.packet.about', { count: wanted.length })}</p>
      {rows.length > MOST && <p className="muted">{t('review.packet.most', { count: number(MOST) })}</p>}
      <p className="buttons">
        {(Object.keys(KINDS) as Kind[]).map((kind) => (
          <button
            key={kind}
            type="button"
            className="button"
            disabled={progress !== null || wanted.length === 0}
            onClick={() => void make(kind)}
          >
            {t(`review.packet.${kind}`)}
          </button>
        ))}
      </p>
      {progress && (
        <p role="status">
          {t('review.packet.making', { done: number(progress.done), of: number(progress.of) })}{' '}
          <button type="button" className="link-button" onClick={() => stop.current?.abort()}>
            {t('queue.judging.stop')}
          </button>
        </p>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
    </details>
  );
}

function packetOf(words: Words, deals: readonly PacketDeal[], about: readonly string[], today: string): Packet {
  const { t, day, moment } = words;
  const columns = [
    'name',
    'owner',
    'stage',
    'amount',
    'currency',
    'closeDate',
    'risk',
    'category',
    'call',
    'callDate',
    'note',
    'promises',
    'reasons',
  ] as const;
  return {
    title: t('review.packet.heading', { day: day(Date.parse(today)) }),
    lang: words.locale,
    dir: words.dir,
    about,
    deals,
    headings: Object.fromEntries(columns.map((key) => [key, t(`review.column.${key}`)])) as Packet['headings'],
    end: t('review.packet.end', { moment: moment(Date.now()) }),
  };
}
