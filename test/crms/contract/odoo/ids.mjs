// Names and numbers of the company that its records share.

/** @param {number | null} ms @returns {string | null} as Odoo writes a time: UTC, without saying so */
export const stamp = (ms) => (ms === null ? null : new Date(ms).toISOString().slice(0, 19).replace('T', ' '));

export const STAGES = ['New', 'Qualified', 'Proposition', 'Negotiation', 'Won'];
/** A lost deal stays in the stage it was lost in, and is archived. */
export const STAGE_OF = { qualification: 1, discovery: 2, proposal: 3, negotiation: 4, won: 5 };
export const ACTIVITY_TYPES = { email: 1, call: 2, meeting: 3, task: 4 };
export const ADMIN = 1;
/** Users and companies come first among the partners. */
export const PARTNERS = { users: 2, companies: 100, people: 20_000 };
export const userId = (owner) => owner + 1;
export const log = (at, by = ADMIN, changed = at) => ({
  create_date: stamp(at),
  create_uid: by,
  write_date: stamp(changed),
  write_uid: by,
});

export const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
