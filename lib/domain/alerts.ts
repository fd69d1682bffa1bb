/** What happened to a deal that its rep may be told of. */
export type AlertKind = 'regressed' | 'overdue' | 'risk' | 'stepDue' | 'stepBack';

/**
 * One thing to tell of one deal. `rule` names what raised it as the rule backtest does (`criterion:budget`), so that what is
 * never acted on can be held against it; `title` is the rule's own. `points`: by how much the risk rose.
 */
export type Alert = { dealId: string; name: string; kind: AlertKind; rule: string; title: string; points?: number };
