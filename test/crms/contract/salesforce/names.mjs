import { OBJECTS } from './objects.mjs';

/** @param {string} object @param {string} name any capitals, as SOQL reads it @returns {string | undefined} the name as it is written */
export const fieldNamed = (object, name) =>
  Object.keys(OBJECTS[object].fields).find((known) => known.toLowerCase() === name.toLowerCase());

/** @param {string} name @returns {string | undefined} */
export const objectNamed = (name) => Object.keys(OBJECTS).find((known) => known.toLowerCase() === name.toLowerCase());

/** @param {string} object @param {string} name @returns {[name: string, to: string] | undefined} a parent's relationship and object */
export function parentNamed(object, name) {
  const found = Object.values(OBJECTS[object].fields).find(
    ({ relationship }) => relationship?.toLowerCase() === name.toLowerCase(),
  );
  return found && [found.relationship, found.to[0]];
}

/** @param {string} object @param {string} relationship the field that holds the parent's id */
export const lookupOf = (object, relationship) =>
  Object.keys(OBJECTS[object].fields).find((name) => OBJECTS[object].fields[name].relationship === relationship);
