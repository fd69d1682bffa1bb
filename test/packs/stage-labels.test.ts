import { describe, expect, it } from 'vitest';
import type { Deal } from '@/lib/domain/deal';
import { findStage } from '@/lib/rules/find-stage';
import { bundledPack } from './load-bundled';

const { compiled } = bundledPack('meddpicc');

function stageOf(label: string, stages = compiled.stages): string | null {
  const deal: Deal = {
    id: '1',
    url: 'https://crm.example/1',
    readAt: 0,
    fields: { 'stage.label': { state: 'value', value: label, source: 'page' } },
    lists: {},
  };
  // The place of a stage needs its labels only.
  return findStage({ stages: stages.map((stage) => ({ ...stage, entry: [], exit: [] })) }, deal).stage.id;
}

const LABELS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Salesforce: {
    qualify: ['Prospecting', 'Qualification'],
    validate: ['Needs Analysis', 'Value Proposition', 'Id. Decision Makers', 'Perception Analysis'],
    propose: ['Proposal/Price Quote'],
    negotiate: ['Negotiation/Review'],
    won: ['Closed Won'],
    lost: ['Closed Lost'],
  },
  HubSpot: {
    qualify: ['Appointment Scheduled'],
    validate: ['Qualified To Buy'],
    propose: ['Presentation Scheduled'],
    negotiate: ['Decision Maker Bought-In'],
    commit: ['Contract Sent'],
    won: ['Closed Won'],
    lost: ['Closed Lost'],
  },
  Dynamics: { qualify: ['Qualify'], validate: ['Develop'], propose: ['Propose'], commit: ['Close'] },
  Odoo: { qualify: ['New'], validate: ['Qualified'], propose: ['Proposition'], won: ['Won'] },
  Pipedrive: {
    qualify: ['Lead In', 'Contact Made'],
    validate: ['Demo Scheduled'],
    propose: ['Proposal Made'],
    negotiate: ['Negotiations Started'],
  },
  Tryton: { qualify: ['Lead', 'Opportunity'], won: ['Converted'], lost: ['Lost', 'Cancelled'] },
  'Atomic CRM': {
    'on-hold': ['Delayed'],
    qualify: ['Opportunity'],
    propose: ['Proposal Sent'],
    negotiate: ['In Negociation', 'In Negotiation'],
    won: ['Won'],
    lost: ['Lost'],
  },
  German: {
    qualify: ['Qualifizierung', 'Erstkontakt'],
    validate: ['Bedarfsanalyse'],
    propose: ['Angebot', 'Angebot gesendet'],
    negotiate: ['Verhandlung'],
    commit: ['Vertrag gesendet'],
    won: ['Gewonnen'],
    lost: ['Verloren'],
  },
  French: {
    qualify: ['Prospection'],
    validate: ['Analyse des besoins'],
    propose: ['Devis envoyé'],
    negotiate: ['Négociation', 'En négociation'],
    commit: ['Contrat envoyé'],
    won: ['Gagné', 'Fermée gagnée'],
    lost: ['Perdu'],
  },
  Japanese: {
    qualify: ['見込み客'],
    validate: ['ヒアリング'],
    propose: ['提案', '見積提出'],
    negotiate: ['交渉'],
    commit: ['契約手続き'],
    won: ['受注'],
    lost: ['失注'],
  },
};

describe.each(Object.entries(LABELS))('the usual stages of %s', (_crm, stages) => {
  const cases = Object.entries(stages).flatMap(([stage, labels]) => labels.map((label) => [label, stage] as const));
  it.each(cases)('%s is %s', (label, stage) => {
    expect(stageOf(label)).toBe(stage);
  });
});

describe('labels of stages', () => {
  it.each([
    ['  closed   WON ', 'won'],
    ['NEGOCIATION', 'negotiate'],
    ['Ｗｏｎ', 'won'],
  ])('%j is read whatever its case, spaces, accents and width: %s', (label, stage) => {
    expect(stageOf(label)).toBe(stage);
  });

  it.each(['Parking lot', 'Parkplatz', '', 'Wonderful'])('%j is no stage of the pack', (label) => {
    expect(stageOf(label)).toBeNull();
  });
});

describe('the stage that the handover pack adds', () => {
  const { stages } = bundledPack('handover').compiled;
  it.each(['Handover', 'Onboarding', 'Übergabe', 'Kick-off', 'Passation', '引き継ぎ'])('%s is hand-over', (label) => {
    expect(stageOf(label, stages)).toBe('hand-over');
    expect(stageOf(label)).toBeNull();
  });
});
