import type { JSX } from 'react';
import type { Fixing } from '@/lib/queries/use-fixing';
import type { PanelView } from './view';
import { Criteria } from './criteria';
import { useFixState } from './fix/fix-form';
import { Gaps } from './gaps';
import { Header } from './header';
import { PackNotices } from './pack-notices';
import { Pill } from './pill';
import { RiskSection } from './risk';
import { NoPack, NotADeal, NotReadable, Notices, Reading } from './states';
import { Steps } from './steps';
import { WhatISee } from './what-i-see';

type PanelProps = {
  view: PanelView;
  fixing: Fixing;
  open: boolean;
  onOpen: () => void;
  onFold: () => void;
  onMove: (dx: number, dy: number) => void;
};

const STATUS: Readonly<Record<Exclude<PanelView['kind'], 'deal'>, string>> = {
  reading: 'Reading…',
  notReadable: 'Cannot read',
  noPack: 'No rule pack',
  notADeal: 'No deal',
};

/** The whole panel: folded to a pill, or open. */
export function Panel({ view, fixing, open, onOpen, onFold, onMove }: PanelProps): JSX.Element {
  const assessment = view.kind === 'deal' ? view.assessment : null;
  if (!open)
    return <Pill assessment={assessment} status={view.kind === 'deal' ? '' : STATUS[view.kind]} onOpen={onOpen} />;
  return (
    <main className="panel">
      <Header
        title={view.kind === 'deal' ? view.name : 'Fairlead'}
        stage={assessment?.stage.label ?? null}
        onFold={onFold}
        onMove={onMove}
      />
      <div className="panel-body">
        <div className="panel-content">
          <PackNotices />
          <Body view={view} fixing={fixing} />
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
      return <NotADeal deals={view.deals} />;
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
    <>
      <WhatISee {...view} />
      <Notices assessment={assessment} />
      <Criteria assessment={assessment} fixing={fixing} onReview={state.review} />
      <Gaps assessment={assessment} fixing={fixing} state={state} />
      <Steps steps={assessment.steps} fixing={fixing} />
      <RiskSection assessment={assessment} trail={view.trail} />
    </>
  );
}
