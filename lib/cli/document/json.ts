/** Something wrong with the writing of a document, before anything is known of its meaning. */
export type Fault = { range: [start: number, end: number]; message: string; hint: string };

/** Why a text is not JSON, with the place; empty when it is. */
export function jsonProblems(text: string): Fault[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const at = Number(/position (\d+)/.exec(said)?.[1] ?? text.trimEnd().length);
    const reason = /^(.*?)(?: in JSON| \(line|, "|, \.\.\.|$)/.exec(said)?.[1] ?? said;
    const hint = 'look for a missing comma, quote or bracket, a comma before a closing bracket, or a comment';
    return [{ range: [at, Math.min(at + 1, text.length)], message: `this is not JSON: ${lowerFirst(reason)}`, hint }];
  }
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
