/**
 * The moment an evaluation takes place. Pure code never asks for the time: it gets this.
 * `now` is ms since the epoch; `today` is the user's calendar day (`YYYY-MM-DD`), which no one can tell from `now` alone.
 */
export type Clock = { now: number; today: string };
