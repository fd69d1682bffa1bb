import type { JSX } from 'react';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';
import type { PanelView } from './view';
import { Since } from './changes/since';
import { AfterPaint } from './after-paint';
import { WithClock } from './clock-doubt';
import { Criteria } from './criteria';
import { useFixState } from './fix/fix-form';
import { Gaps } from './gaps';
import { Header, type FrameActions } from './header';
import { PackNotices } from './pack-notices';
import { Pill } from './pill';
import { RiskSection } from './risk';
import { NotADeal } from './not-a-deal';
import { NoPack, NotAllowed, NotReadable, Notices, Reading, WritesLocked } from './states';
import { Steps } from './steps/steps';
import { WhatISee } from './what-i-see';
import { WithQueue } from './with-queue';

type PanelProps = {
  view: PanelView;
  fixing: Fixing;
  open: boolean;
  onOpen: () => void;
  /** Folding and moving the frame on the page; null in the browser's side panel, which has its own ways. */
  frame: FrameActions | null;
};

/** The whole panel: folded to a pill, or open. */
export function Panel({ view, fixing, open, onOpen, frame }: PanelProps): JSX.Element {
  const { t } = useWords();
  const assessment = view.kind === 'deal' ? view.assessment : null;
  if (!open) {
    const status = view.kind === 'deal' ? '' : t(`panel.status.${view.kind}`);
    return <Pill assessment={assessment} status={status} onOpen={onOpen} />;
  }
  return (
    <main className="panel">
      <Header
        title={view.kind === 'deal' ? view.name : 'Fairlead'}
        stage={assessment?.stage.label ?? null}
        frame={frame}
      />
      <div className="panel-body" data-scroller="">
        <div className="panel-content">
          <PackNotices />
          <WithClock>
            <Body view={view} fixing={fixing} />
          </WithClock>
        </div>
      </div>
    </main>
  );
}

function Body({ view, fixing }: Pick<PanelProps, 'view' | 'fixing'>): JSX.Element {
  switch (view.kind) {
    case 'reading':
      return <Reading />;
    case 'notReadable':
      return <NotReadable />;
    case 'notADeal':
      return <NotADeal {...view} />;
    case 'notAllowed':
      return <NotAllowed />;
    case 'noPack':
      return <NoPack problem={view.problem} />;
    case 'deal':
      return <DealView view={view} fixing={fixing} />;
  }
}

type DealViewProps = { view: Extract<PanelView, { kind: 'deal' }>; fixing: Fixing };

function DealView({ view, fixing }: DealViewProps): JSX.Element {
  const { assessment } = view;
  const state = useFixState(fixing);
  return (
    <WithQueue dealId={assessment.dealId}>
      <WhatISee {...view} />
      <Notices assessment={assessment} />
      <Since visits={view.visits} fixing={fixing} />
      {fixing.locked && <WritesLocked />}
      <Criteria assessment={assessment} fixing={fixing} onReview={state.review} />
      <Gaps assessment={assessment} fixing={fixing} state={state} />
      <AfterPaint>
        <Steps steps={assessment.steps} fixing={fixing} />
        <RiskSection assessment={assessment} trail={view.trail} />
      </AfterPaint>
    </WithQueue>
  );
}
