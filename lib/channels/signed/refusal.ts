/** Why something that arrived was not taken, in a sentence for people; `code` is for tests and the audit log. */
export type Refusal = { code: RefusalCode; message: string };

export type RefusalCode =
  | 'unreadable'
  | 'tooLarge'
  | 'newerFormat'
  | 'unsigned'
  | 'tooFewSignatures'
  | 'otherChannel'
  | 'altered'
  | 'expired'
  | 'older'
  | 'otherBytes'
  | 'rotation'
  | 'address'
  | 'transport'
  | 'rules'
  | 'overruled';

/** A result, or why there is none. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function taken<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(code: RefusalCode, message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message } };
}
