import { ENTITIES } from './entities.mjs';

const NUMBERS = {
  Money: 'REAL',
  Decimal: 'REAL',
  Integer: 'INTEGER',
  BigInt: 'INTEGER',
  Picklist: 'INTEGER',
  State: 'INTEGER',
};

/** @param {string} name @param {{ type: string }} attribute @returns {string} its property in the Web API, and its column here */
export const propertyOf = (name, { type }) => (type === 'Lookup' ? `_${name}_value` : name);

/** @param {string} entity @returns {Record<string, string>} columns; of a lookup with several targets also which one */
export function columnsOf(entity) {
  const { key, attributes } = ENTITIES[entity];
  const entries = Object.entries(attributes).flatMap(([name, attribute]) => {
    const type =
      name === key
        ? 'TEXT PRIMARY KEY'
        : (NUMBERS[attribute.type] ??
          (attribute.type === 'Boolean' || attribute.type === 'Status' ? 'INTEGER' : 'TEXT'));
    return [[propertyOf(name, attribute), type]];
  });
  return Object.fromEntries(entries);
}

/** @param {string} entity @param {string} property as a client writes it @returns {[name: string, attribute: Record<string, any>] | undefined} */
export const attributeAt = (entity, property) =>
  Object.entries(ENTITIES[entity].attributes).find(([name, attribute]) => propertyOf(name, attribute) === property);

/** @param {string} set @returns {string | undefined} the table's logical name */
export const entityOfSet = (set) => Object.keys(ENTITIES).find((entity) => ENTITIES[entity].set === set);

/** @param {string} entity @param {string} navigation @returns {{ attribute: string, target: string } | undefined} */
export function parentAt(entity, navigation) {
  for (const [attribute, { targets = {} }] of Object.entries(ENTITIES[entity].attributes)) {
    if (targets[navigation]) return { attribute, target: targets[navigation] };
  }
  return undefined;
}

const PREFIXES = Object.keys(ENTITIES);

/** @param {string} entity @param {number} number @returns {string} a GUID that tells its table */
export const guidOf = (entity, number) =>
  `${(0xc0_00_00_00 + PREFIXES.indexOf(entity)).toString(16)}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** @param {string} text @returns {string | undefined} */
export const normalGuid = (text) =>
  /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;
