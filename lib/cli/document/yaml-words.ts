import type { YAMLError } from 'yaml';
import { lowerFirst, type Fault } from './json';

type Words = { message: string; hint: string };

const WORDS: Readonly<Record<string, Words>> = {
  DUPLICATE_KEY: { message: 'this key is written twice', hint: 'keep one of the two' },
  TAB_AS_INDENT: { message: 'a tab indents this line', hint: 'use spaces' },
  BAD_INDENT: { message: 'this line is not indented like those beside it', hint: 'indent what belongs together alike' },
  BAD_ALIAS: { message: 'this alias (*) has no anchor (&) before it', hint: 'put text that starts with * in quotes' },
  MULTIPLE_DOCS: { message: 'a file holds one pack: a second document starts here', hint: 'remove the --- line' },
  MULTILINE_IMPLICIT_KEY: { message: 'a key and its colon stand on one line', hint: 'put text with a colon in quotes' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'a second colon on one line', hint: 'put text with a colon in quotes' },
  BLOCK_IN_FLOW: { message: 'a list or map in lines cannot stand inside brackets', hint: 'close the bracket first' },
  BAD_DQ_ESCAPE: {
    message: 'there is no such \\ sequence in double quotes',
    hint: "use 'single quotes', in which \\ is just a \\",
  },
  TAG_RESOLVE_FAILED: {
    message: 'tags (!…) are not used in packs',
    hint: 'remove it; put text that starts with ! in quotes',
  },
  MISSING_CHAR: {
    message: 'something is missing here',
    hint: 'look for a missing quote, bracket, comma or space after a colon',
  },
  UNEXPECTED_TOKEN: { message: 'this does not belong here', hint: 'put text with special signs in quotes' },
};

/** An error of the YAML parser in plain words. */
export function yamlProblem(error: YAMLError, text: string): Fault {
  const [start, end] = error.pos;
  const line = text.indexOf('\n', start);
  const stop = Math.max(start + 1, Math.min(end, line < 0 ? text.length : line));
  // One code stands for both a missing bracket and a line that lost its place in a list.
  const code = error.message.includes('without - indicator') ? 'BAD_INDENT' : error.code;
  const words = WORDS[code] ?? { message: lowerFirst(error.message), hint: 'check the quotes and the indentation' };
  return { range: [start, stop], ...words };
}
