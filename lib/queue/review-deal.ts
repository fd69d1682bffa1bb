import { assess } from '@/lib/assess/assess';
import { questionsOf, type Question } from '@/lib/assess/review/questions';
import type { Assessment, PastRisk } from '@/lib/domain/assessment';
import { remember } from '@/lib/domain/assessment';
import { dealName, fieldOf, type Change, type Deal, type Field } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Fact } from '@/lib/domain/facts';
import { reviewBefore, type Commitment, type Review } from '@/lib/domain/review';
import { sinceVisit, type SinceVisit } from '@/lib/domain/since-visit';
import { peopleOf } from '@/lib/domain/visits';
import { lookedAt } from '@/lib/rules/looked-at';
import { stagePosition } from '@/lib/rules/stage-position';
import { riskTrail } from '@/lib/store/assessment-log';
import type { DealRow, FairleadDatabase } from '@/lib/store/database';
import { commitmentsOf, reviewsOf } from '@/lib/store/reviews';
import { historiesBetween, itemsOf } from '@/lib/store/queue';
import type { Judging } from './assess-deals';

/** What moved on a deal since its last review, besides its fields. */
export type SinceReview = {
  /** The day of that review. */
  day: string;
  moved: SinceVisit;
  /** Times that the close date was put off then and now; null where either is not known. */
  pushes: { was: number; is: number } | null;
  /** Risk then and now; null where there was none. */
  risk: { was: number; is: number } | null;
  /** Days without activity then; null where that was not known. */
  silentWas: number | null;
  /** Whether all contacts were shown both times: else nobody can say who came or went. */
  contactsCompared: boolean;
};

/** A deal in one screen. */
export type ReviewDeal = {
  dealId: string;
  name: string;
  today: string;
  readAt: number;
  source: Assessment['read']['source'];
  assessment: Assessment;
  trail: readonly PastRisk[];
  /** Days without activity, and in the stage. */
  clocks: { silent: Fact; stage: Fact; pushes: Fact };
  /** Null: never reviewed before today. */
  since: SinceReview | null;
  /** The fields that a review may write, as read. */
  held: {
    amount: Field;
    closeDate: Field;
    owner: Field;
    account: Field;
    category: Field;
    nextStep: Field;
    nextStepDate: Field;
  };
  questions: readonly Question[];
  reviews: readonly Review[];
  commitments: readonly Commitment[];
};

/** Everything that a review of one deal shows, judged now. Null where nothing is kept of it. */
export async function reviewDeal(
  database: FairleadDatabase,
  { tenant, pack, learned, clock }: Judging,
  dealId: string,
): Promise<ReviewDeal | null> {
  const row = await database.deals.get([tenant, dealId]);
  if (!row) return null;
  const { deal } = row;
  const history = (await historiesBetween(database, tenant, [row])).get(dealId) ?? { changes: [], watchedSince: null };
  const [item = null] = await itemsOf(database, tenant, [dealId]);
  const seen = await database.assessments.get([tenant, dealId]);
  const previous = item?.remembered ?? (seen ? remember(seen.assessment) : null);
  const assessment = assess({
    deal,
    history,
    pack,
    clock,
    ...(previous === null ? {} : { previous }),
    ...(learned === null ? {} : { learned }),
  });
  const facts = deriveFacts(deal, history, clock);
  const reviews = await reviewsOf(database, tenant, dealId);
  const commitments = await commitmentsOf(database, tenant, dealId);
  const before = reviewBefore(reviews, clock.today);
  const moved = before && sinceReview(before, row, history.changes, stagePosition(pack), clock);
  const pushesNow = facts.pushes.state === 'value' ? facts.pushes.value : null;
  const { risk } = assessment;
  return {
    dealId,
    name: dealName(deal),
    today: clock.today,
    readAt: deal.readAt,
    source: assessment.read.source,
    assessment,
    trail: await riskTrail(database, tenant, dealId, clock.today),
    clocks: { silent: facts.daysSilent, stage: facts.stageAgeDays, pushes: facts.pushes },
    since: moved &&
      before && {
        day: before.day,
        moved,
        pushes: before.pushes === null || pushesNow === null ? null : { was: before.pushes, is: pushesNow },
        risk: before.score === null || risk.state === 'none' ? null : { was: before.score.risk, is: risk.risk },
        silentWas: before.silentDays ?? null,
        contactsCompared: before.seen.contacts !== null && peopleOf(deal) !== null,
      },
    held: heldBy(deal),
    questions: questionsOf({
      assessment,
      facts,
      since: moved,
      call: reviews[0]?.call ?? null,
      commitments,
      today: clock.today,
      restsOn: (id) => lookedAt(pack, { kind: 'signal', id }),
    }),
    reviews,
    commitments,
  };
}

function sinceReview(
  { seen }: Review,
  { deal, crmHistory = [] }: DealRow,
  changes: readonly Change[],
  stageIndex: (label: string) => number | null,
  clock: Judging['clock'],
): SinceVisit {
  return sinceVisit({ seen, deal, changes, dated: new Set(crmHistory), stageIndex, clock });
}

function heldBy(deal: Deal): ReviewDeal['held'] {
  return {
    amount: fieldOf(deal, 'amount'),
    closeDate: fieldOf(deal, 'closeDate'),
    owner: fieldOf(deal, 'owner.name'),
    account: fieldOf(deal, 'account.name'),
    category: fieldOf(deal, 'forecastCategory'),
    nextStep: fieldOf(deal, 'nextStep'),
    nextStepDate: fieldOf(deal, 'nextStepDate'),
  };
}
