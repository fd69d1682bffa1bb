/** What libraries put in front of a number of theirs: such ids change with every load. */
const COUNTED =
  /^(?:ui-id|ember|ext-gen|gwt-uid|mui|radix|headlessui|react-select|downshift|rc|lwc|input|output|j_id|yui|dijit|cdk|mat|ng|vue|el|select2|uid|id|gen|datapoint|combobox|dropdown|tooltip|popover)[-_:]?[\w:-]*\d+(?:-host)?$/i;
const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/i;

/** Whether a name was surely made by a machine for one load or one record: for names that somebody gave a field. */
export function isCounter(token: string): boolean {
  if (/[:«»]r[0-9a-z]+[:«»]/i.test(token) || UUID.test(token) || /\d{5,}/.test(token)) return true;
  return COUNTED.test(token) || /\b[0-9a-f]{16,}\b/i.test(token);
}

/** Whether any part of a name looks random: for ids and classes, which build tools and libraries make up. */
export function looksGenerated(token: string): boolean {
  return isCounter(token) || /\d{3,}|_\d+$/.test(token) || token.split(/[-_:.|/\s]+/).some(isHash);
}

/** A word nobody would write: letters and digits in turns, no vowel, or cases in turns. */
function isHash(part: string): boolean {
  if (part.length < 5) return false;
  const turns = part.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
  if (turns >= 2) return true;
  const letters = part.replace(/[^a-z]/gi, '');
  if (letters.length >= 6 && !/[aeiouy]/i.test(letters)) return true;
  const cases = part.match(/[a-z](?=[A-Z])|[A-Z](?=[A-Z]?[a-z])/g)?.length ?? 0;
  return cases >= 3 && part.length / (cases + 1) < 2;
}
