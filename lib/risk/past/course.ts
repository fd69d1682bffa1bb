import type { DealHistory, FactorDef, Values } from '../rows';

/** Which factors of a history say where the deal stands, what was done on it, and when it is expected to close. */
export type Roles = {
  stage: string | null;
  /** Its changes are activities; their values do not matter. */
  activity: string | null;
  /** Values are day numbers. */
  closeDate: string | null;
};

const DAYS = { kind: 'number', unit: 'days' } as const;

/** Factors read from the course of a deal. Prior means are the few signs that everyone knows: age, silence, overdue. */
const COURSE = {
  age: {
    ...DAYS,
    id: 'course.age',
    title: 'Deal age',
    edges: [14, 30, 60, 90, 180],
    bandPriors: [0.1, 0.1, 0, 0, -0.1, -0.2],
  },
  stageAge: { ...DAYS, id: 'course.stageAge', title: 'Stage age', edges: [7, 14, 30, 60, 120] },
  silence: {
    ...DAYS,
    id: 'course.silence',
    title: 'Days since the last activity',
    edges: [3, 7, 14, 30, 60],
    bandPriors: [0.2, 0.1, 0, -0.1, -0.2, -0.4],
  },
  activities: { id: 'course.activities', title: 'Activities so far', kind: 'number', edges: [1, 2, 4, 8, 16, 32] },
  recent: { id: 'course.recent', title: 'Activities in the last 30 days', kind: 'number', edges: [1, 2, 4, 8, 16] },
  stageMoves: { id: 'course.stageMoves', title: 'Stage changes so far', kind: 'number', edges: [1, 2, 3, 5] },
  pushes: { id: 'course.pushes', title: 'Times the close date was pushed', kind: 'number', edges: [1, 2, 3, 5] },
  overdue: { id: 'course.overdue', title: 'Close date is past', kind: 'signal', weight: 0.4 },
  untilClose: { ...DAYS, id: 'course.untilClose', title: 'Days to the close date', edges: [0, 14, 30, 60, 120] },
} as const satisfies Record<string, FactorDef>;

/** The factors that these roles give. */
export function courseFactors({ stage, activity, closeDate }: Roles): FactorDef[] {
  return [
    COURSE.age,
    ...(stage === null ? [] : [COURSE.stageAge, COURSE.stageMoves]),
    ...(activity === null ? [] : [COURSE.silence, COURSE.activities, COURSE.recent]),
    ...(closeDate === null ? [] : [COURSE.pushes, COURSE.overdue, COURSE.untilClose]),
  ];
}

/** Their values on a day, from nothing later than that day. */
export function courseValues(history: DealHistory, day: number, roles: Roles): Values {
  const past = history.changes.filter((change) => change.day <= day).toSorted((a, b) => a.day - b.day);
  const of = (id: string | null) => (id === null ? [] : past.filter((change) => change.factor === id));
  const created = history.createdDay ?? day;
  return {
    [COURSE.age.id]: day - created,
    ...(roles.stage === null ? {} : stageValues(of(roles.stage), created, day)),
    ...(roles.activity === null ? {} : activityValues(of(roles.activity), created, day)),
    ...(roles.closeDate === null ? {} : closeDateValues(of(roles.closeDate), history.initial[roles.closeDate], day)),
  };
}

type Past = readonly { day: number; value: Values[string] }[];

function stageValues(moves: Past, created: number, day: number): Values {
  return { [COURSE.stageAge.id]: day - (moves.at(-1)?.day ?? created), [COURSE.stageMoves.id]: moves.length };
}

function activityValues(done: Past, created: number, day: number): Values {
  return {
    [COURSE.silence.id]: day - (done.at(-1)?.day ?? created),
    [COURSE.activities.id]: done.length,
    [COURSE.recent.id]: done.filter((change) => change.day > day - 30).length,
  };
}

function closeDateValues(moves: Past, initial: Values[string], day: number): Values {
  const dates = [initial, ...moves.map(({ value }) => value)].filter((v) => typeof v === 'number');
  const last = moves.length === 0 ? initial : moves.at(-1)?.value;
  const known = typeof last === 'number' ? last : null;
  return {
    [COURSE.pushes.id]: dates.filter((date, i) => i > 0 && date > (dates[i - 1] ?? date)).length,
    [COURSE.overdue.id]: known === null ? undefined : Number(known < day),
    [COURSE.untilClose.id]: known === null ? null : known - day,
  };
}
