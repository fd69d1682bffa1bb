import type { JunkReason } from './junk';

/** Why a value is taken for none: by its own look, or beside the rest of the deal. */
export type JunkKind = JunkReason | 'copied' | 'stage' | 'amount' | 'owner';

const SENTENCES: Readonly<Record<JunkKind, string>> = {
  placeholder: 'This looks like a note to fill it in later.',
  keyboardMash: 'These letters look like keys that lie side by side.',
  repeated: 'This repeats the same letters.',
  punctuation: 'This holds no letter and no number yet.',
  tooShort: 'This is too short to tell a colleague anything.',
  vague: 'A colleague could not tell from this what is meant.',
  copied: 'The same text stands in “%s”.',
  stage: 'This only repeats the stage: what happens next, and who does it?',
  amount: 'This looks like a stand-in for an amount that is not known yet.',
  owner: 'This is the deal’s owner; it should be someone at the customer.',
};

/** A polite sentence for the reason; `other` is the field that holds the same text. */
export function junkSentence(kind: JunkKind, other = 'another field'): string {
  return SENTENCES[kind].replace('%s', () => other);
}
