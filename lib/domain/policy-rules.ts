/** What an admin may take out of the users' hands. */
export const LOCKABLE = ['packFiles', 'subscriptions', 'bundledPack', 'adapters', 'connections', 'writes'] as const;

export type Lock = (typeof LOCKABLE)[number];

/** What of the managed policy every context obeys; small, as panels read it before their first paint. */
export type PolicyRules = {
  /** Ids of the only adapters that may work; null: all may. */
  allowedCrms: readonly string[] | null;
  locked: readonly Lock[];
  /** History older than this many days goes; null: the policy does not say. */
  retentionDays: number | null;
  /** A CRM's API may be asked with the session cookie of this browser. */
  sessionCookie: boolean;
};

export const NO_RULES: PolicyRules = { allowedCrms: null, locked: [], retentionDays: null, sessionCookie: false };

/** Without a policy, history older than this goes: a model learns from what closed in the last two years. */
export const RETENTION_DAYS = 1_095;

/** Why something that the policy locks is refused. */
export const LOCKED = 'Your organisation’s policy does not allow this.';

/** Why nothing is done on a CRM. */
export const CRM_NOT_ALLOWED = 'Your organisation’s policy does not allow Fairlead on this CRM.';

/** Whether the policy lets an adapter work. */
export function allowsCrm({ allowedCrms }: PolicyRules, adapter: string): boolean {
  return allowedCrms === null || allowedCrms.includes(adapter);
}

/** Whether the policy locks a feature. */
export function isLocked({ locked }: PolicyRules, feature: Lock): boolean {
  return locked.includes(feature);
}
