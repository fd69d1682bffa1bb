const PREFIXES = {
  Account: '001',
  Contact: '003',
  User: '005',
  Opportunity: '006',
  OpportunityHistory: '008',
  OpportunityFieldHistory: '017',
  OpportunityLineItem: '00k',
  Event: '00U',
  Task: '00T',
  OpportunityContactRole: '00K',
  Quote: '0Q0',
  OpportunityStage: '01J',
};

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** @param {string} short a 15-character id @returns {string} the 18-character one: three more that tell which letters are capitals */
export const longId = (short) =>
  short +
  [0, 5, 10]
    .map((start) => {
      const bits = [0, 1, 2, 3, 4].map((index) => (/[A-Z]/.test(short[start + index]) ? 1 << index : 0));
      return SUFFIX[bits.reduce((sum, bit) => sum + bit, 0)];
    })
    .join('');

/** Digits change nothing in the last three characters: they are the same for all ids of an object. */
const ENDINGS = Object.fromEntries(
  Object.entries(PREFIXES).map(([object, prefix]) => [object, longId(prefix.padEnd(15, '0')).slice(15)]),
);

/** @param {keyof PREFIXES} object @param {number} number */
export const idOf = (object, number) => PREFIXES[object] + String(number).padStart(12, '0') + ENDINGS[object];

/** @param {string} object */
export const prefixOf = (object) => PREFIXES[object];

/** @param {string} id @returns {string | undefined} */
export const objectOf = (id) => Object.keys(PREFIXES).find((object) => PREFIXES[object] === id.slice(0, 3));

/** @param {unknown} text @returns {string | undefined} the 18-character form, when the text has the form of an id */
export function normalId(text) {
  if (typeof text !== 'string' || !/^[0-9A-Za-z]{15}([A-Z0-5]{3})?$/.test(text)) return undefined;
  const long = longId(text.slice(0, 15));
  return text.length === 15 || text === long ? long : undefined;
}

/** The record type of objects that have none of their own. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';
