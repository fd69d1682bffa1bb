import type { Clock } from '@/lib/domain/clock';
import type { Deal, Field, FieldValue, Row, RowList } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import type { FieldKey, ListName } from '@/lib/domain/fields';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';

/** 22 November 2026, 10:00 in Berlin. */
export const clock: Clock = { now: Date.UTC(2026, 10, 22, 9), today: '2026-11-22' };
export const WATCHED: History = { changes: [], watchedSince: Date.UTC(2026, 9, 1) };
export const FIRST: History = { changes: [], watchedSince: null };
export const EMPTY: Field = { state: 'empty', source: 'page' };
export const UNREAD: Field = { state: 'unknown', reason: 'notOnPage' };

export function value(content: FieldValue): Field {
  return { state: 'value', value: content, source: 'page' };
}

export function contact(name: string, role: string | null, lastActivityAt: string | null): Row {
  return {
    name: value(name),
    role: role === null ? EMPTY : value(role),
    lastActivityAt: lastActivityAt === null ? EMPTY : value(lastActivityAt),
  };
}

export function rows(list: readonly Row[], complete = true): RowList {
  return { state: 'rows', rows: list, complete };
}

/** A deal in discovery, quiet for 30 days, overdue, with one contact. */
export function deal(
  fields: Partial<Record<FieldKey, Field>> = {},
  lists: Partial<Record<ListName, RowList>> = {},
): Deal {
  return {
    id: '7',
    url: 'https://crm.example.com/deals/7',
    readAt: clock.now,
    fields: {
      'stage.label': value('Discovery'),
      name: value('Acme rollout'),
      amount: value({ value: 48_000, currency: 'EUR' }),
      closeDate: value('2026-11-01'),
      createdAt: value('2026-08-01'),
      nextStep: EMPTY,
      ...fields,
    },
    lists: {
      contacts: rows([contact('Ada', 'User', '2026-10-23')]),
      activities: rows([{ type: value('Call'), at: value('2026-10-23'), done: value('true') }]),
      ...lists,
    },
  };
}

const PACK = {
  fairlead: 1,
  id: 'sample',
  version: 3,
  title: 'Sample',
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery'],
      exit: [
        {
          id: 'buyer-known',
          title: 'Buyer known',
          require: 'contacts.exists(c, c.role == "Economic buyer")',
          why: 'Someone must sign.',
        },
      ],
    },
    { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
    { id: 'won', title: 'Won', match: ['Won'], closed: 'won' },
  ],
  signals: [
    {
      id: 'overdue',
      title: 'Close date is past',
      when: 'facts.daysToClose < 0',
      weight: 0.8,
      why: 'Nobody looks after it.',
    },
    { id: 'silent', title: 'Silent', when: 'facts.daysSilent >= 14', weight: 0.6, why: 'No one talks.' },
    { id: 'single-threaded', title: 'One contact', when: 'facts.contactsCount < 2', weight: 0.5, why: 'People leave.' },
    { id: 'pushed', title: 'Pushed', when: 'facts.pushes >= 1', weight: 0.3, why: 'It slips.' },
    {
      id: 'buyer-engaged',
      title: 'Buyer engaged',
      when: 'contacts.exists(c, c.role == "Economic buyer" && daysSince(c.lastActivityAt) < 30)',
      weight: -0.9,
      why: 'Deals with a buyer are won.',
    },
    {
      id: 'vague',
      title: 'No next step',
      when: 'blank(deal.nextStep) || junk(deal.nextStep)',
      weight: 0.4,
      why: 'Nothing is agreed.',
    },
  ],
  steps: [
    {
      id: 'meet-buyer',
      title: 'Meet the buyer',
      when: 'true',
      minutes: 25,
      why: 'They sign.',
      changes: [{ contact: { role: 'Economic buyer', engaged: true } }],
    },
    {
      id: 'call',
      title: 'Call',
      when: 'facts.daysSilent >= 14',
      minutes: 10,
      why: 'Talk.',
      changes: [{ activity: { type: 'Call', done: true } }],
    },
    {
      id: 'new-date',
      title: 'New close date',
      when: 'facts.daysToClose < 0',
      minutes: 5,
      why: 'Agree one.',
      changes: [{ field: 'closeDate', value: 'now + days(30)' }],
    },
    {
      id: 'next-step',
      title: 'Write the next step',
      when: 'blank(deal.nextStep)',
      minutes: 5,
      why: 'Who does what.',
      changes: [{ field: 'nextStep' }],
    },
    {
      id: 'plan',
      title: 'Plan a meeting',
      when: 'true',
      minutes: 1,
      why: 'Helps nothing here.',
      changes: [{ activity: { type: 'Meeting', inDays: 7 } }],
    },
    {
      id: 'say-so',
      title: 'Settle the silence',
      when: 'facts.daysSilent >= 14',
      minutes: 60,
      why: 'As the author says.',
      changes: [{ signal: 'silent' }],
    },
    {
      id: 'fewer-pushes',
      title: 'As if never pushed',
      when: 'facts.pushes >= 1',
      minutes: 60,
      why: 'As the author says.',
      changes: [{ fact: 'pushes', value: 0 }],
    },
    { id: 'nothing', title: 'Think about it', when: 'true', minutes: 2, why: 'Changes nothing.' },
  ],
};

/** The sample pack, with parts of it replaced. */
export function pack(parts: Record<string, unknown> = {}): RunnablePack {
  const compiled = compilePack({ ...PACK, ...parts });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const loaded = loadPack(compiled.pack);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}
