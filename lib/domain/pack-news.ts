/** What there is to tell about the packs' channels, besides the active pack itself. */
export type PackNews = {
  /** The latest date (ms) that a server whose answer was verified told. */
  serverDate: number | null;
  /** How far this computer's clock was from it, ms. */
  clockOff: number;
  /** Since when no good answer came from the source of the active pack, ms; null while they come. */
  silentSince: number | null;
  /** What stays until something changes: a policy that cannot be used, a version that was taken back. */
  standing: readonly string[];
};

export const NO_NEWS: PackNews = { serverDate: null, clockOff: 0, silentSince: null, standing: [] };

const DAY = 86_400_000;
/** A clock that is a day wrong moves every due date; a time zone set wrong does not make a day. */
const CLOCK_TOLERANCE = DAY;
const SILENCE = 3 * DAY;

/** Whether this computer's clock is so wrong that what rules say of days is doubtful. */
export function clockIsWrong({ clockOff }: PackNews): boolean {
  return Math.abs(clockOff) > CLOCK_TOLERANCE;
}

/** The sentences to show beside the rules: rules out of date, a wrong clock, a server that is silent, and what stands. */
export function packNotices(status: { expires?: string; title: string }, news: PackNews, clock: number): string[] {
  const at = Math.max(clock, news.serverDate ?? 0);
  const notices = [...news.standing];
  if (status.expires !== undefined && at >= Date.parse(`${status.expires}T00:00:00Z`) + DAY)
    notices.push(
      `Rules out of date since ${status.expires}: “${status.title}” is still used, and nobody has confirmed it since.`,
    );
  else if (news.silentSince !== null && at - news.silentSince > SILENCE)
    notices.push(
      `No news of the rules for ${Math.floor((at - news.silentSince) / DAY)} days: the last good ones are used.`,
    );
  if (clockIsWrong(news))
    notices.push(
      `Check this computer’s clock: it is about ${Math.round(Math.abs(news.clockOff) / DAY)} days ${news.clockOff > 0 ? 'ahead' : 'behind'}, and rules that look at dates judge by it.`,
    );
  return notices;
}
