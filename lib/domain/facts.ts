import type { MissingInput } from './assessment';
import type { Change } from './deal';

/** A derived value, or unknown with the inputs that were missing. */
export type Fact = { state: 'value'; value: number } | { state: 'unknown'; inputs: readonly MissingInput[] };

/** What was seen of a deal before this reading. */
export type History = {
  changes: readonly Change[];
  /** ms since the epoch of the earliest earlier snapshot; null when this is the first. Without one, "no pushes" is not known. */
  watchedSince: number | null;
};

/** Every fact a rule may use as `facts.<key>`; `byClock` are those that change as days go by. */
export const FACTS = {
  ageDays: { label: 'Age', unit: 'days', byClock: true, description: 'Days since the deal was created.' },
  stageAgeDays: {
    label: 'Time in stage',
    unit: 'days',
    byClock: true,
    description: 'Days since the deal entered its stage: from the CRM, else since the last move that was seen.',
  },
  daysToClose: {
    label: 'Days to close',
    unit: 'days',
    byClock: true,
    description: 'Days until the close date; negative when overdue.',
  },
  daysToNextStep: {
    label: 'Days to next step',
    unit: 'days',
    byClock: true,
    description: 'Days until the date of the next step; negative when it has passed.',
  },
  daysSilent: {
    label: 'Silence',
    unit: 'days',
    byClock: true,
    description: 'Days since the last activity of the deal or its contacts; since its creation when there was none.',
  },
  contactsCount: {
    label: 'Contacts',
    unit: 'count',
    byClock: false,
    description: 'Contacts on the deal, without its owner.',
  },
  contactsEngaged: {
    label: 'Engaged contacts',
    unit: 'count',
    byClock: true,
    description: 'Contacts with an activity in the last 60 days, without the owner of the deal.',
  },
  ownContacts: {
    label: 'Own contacts',
    unit: 'count',
    byClock: false,
    description: 'Contacts of the deal that are its owner, by name or address.',
  },
  activitiesLast30: {
    label: 'Recent activities',
    unit: 'count',
    byClock: true,
    description: 'Activities in the last 30 days.',
  },
  openActivities: {
    label: 'Planned activities',
    unit: 'count',
    byClock: true,
    description: 'Activities that are not done and lie ahead or have no date.',
  },
  pushes: {
    label: 'Pushes',
    unit: 'count',
    byClock: false,
    description: 'Times the close date was seen to move later.',
  },
  pushedDays: {
    label: 'Pushed by',
    unit: 'days',
    byClock: false,
    description: 'Days by which those moves put the close date off, added up.',
  },
  stageMoves: {
    label: 'Stage moves',
    unit: 'count',
    byClock: false,
    description: 'Times the stage was seen to change.',
  },
  amountChangePercent: {
    label: 'Amount change',
    unit: 'percent',
    byClock: false,
    description: 'Change of the amount since it was first seen, in percent of the first.',
  },
} as const satisfies Record<string, FactAbout>;

type FactAbout = { label: string; unit: 'days' | 'count' | 'percent'; byClock: boolean; description: string };

export type FactKey = keyof typeof FACTS;

export type Facts = Readonly<Record<FactKey, Fact>>;
