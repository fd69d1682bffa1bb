import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { browser } from 'wxt/browser';
import { App } from '@/components/panel/app';
import type { Words } from '@/lib/i18n/words';
import { answerHere } from '@/lib/messaging/client';
import { currentClock } from '@/lib/messaging/current-clock';
import { beginSample } from '@/lib/queries/sample/begin';
import { sampleCalls } from '@/lib/queries/sample/calls';
import { SAMPLE_GROUND } from '@/lib/queries/sample/ground';
import type { SampleTexts } from '@/lib/queries/sample/record';
import { sampleStore, type SampleStore } from '@/lib/queries/sample/store';
import { usePack, type ActivePack } from '@/lib/queries/use-pack';
import { useWords } from '@/lib/queries/use-words';
import { SampleForm } from './sample-form';

/** A made-up deal on a page of ours beside the real panel: everything can be tried, and nothing leaves the page. */
export function SamplePage(): JSX.Element {
  const { t } = useWords();
  const active = usePack();
  return (
    <div className="sample">
      <header className="sample-head">
        <div>
          <h1>{t('sample.title')}</h1>
          <p className="muted">{t('sample.about')}</p>
        </div>
        <p className="buttons">
          {/* All of the sample is in this page. */}
          <button type="button" className="button" onClick={() => location.reload()}>
            {t('sample.again')}
          </button>
          <a className="button primary" href={browser.runtime.getURL('/welcome.html')}>
            {t('sample.connect')}
          </a>
        </p>
      </header>
      {active && <Begun active={active} />}
    </div>
  );
}

/** Once it has begun; with other rules it begins anew, as their fields and stages are others. */
function Begun({ active: { pack } }: { active: ActivePack }): JSX.Element | null {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['sample', pack?.hash, words.locale],
    queryFn: async (): Promise<SampleStore> => {
      const record = await beginSample(pack, textsIn(words), currentClock());
      const store = sampleStore(record, Date.now);
      answerHere(sampleCalls(store, focusOn));
      return store;
    },
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  const [shown, setShown] = useState<{ store: SampleStore; turn: number } | null>(null);
  if (data && shown?.store !== data) setShown({ store: data, turn: (shown?.turn ?? 0) + 1 });
  if (!shown) return null;
  return (
    <div key={shown.turn} className="sample-both">
      <SampleForm store={shown.store} pack={pack} />
      <div className="sample-panel">
        <App link={shown.store.link} side ground={SAMPLE_GROUND} />
      </div>
    </div>
  );
}

function textsIn({ t }: Words): SampleTexts {
  return {
    name: t('sample.deal.name'),
    description: t('sample.deal.description'),
    owner: t('sample.deal.owner'),
    pain: t('sample.deal.pain'),
    operations: t('sample.deal.operations'),
    finance: t('sample.deal.finance'),
    champion: t('sample.deal.champion'),
    buyer: t('sample.deal.buyer'),
    call: t('sample.deal.call'),
    visit: t('sample.deal.visit'),
    offer: t('sample.deal.offer'),
  };
}

/** As a CRM's page does when a gap is clicked in the panel. */
function focusOn(field: string): boolean {
  const control = [...document.querySelectorAll<HTMLElement>('.sample-form [data-field]')].find(
    (each) => each.dataset['field'] === field,
  );
  control?.scrollIntoView({ block: 'center' });
  control?.focus();
  return control !== undefined;
}
