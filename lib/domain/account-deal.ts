import type { Deal } from './deal';

/** Another deal of the same account, as far as it was ever read here. */
export type AccountDeal = { id: string; name: string; fields: Deal['fields'] };
