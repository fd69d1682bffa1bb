import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** Messages by key as they are shipped: a plain text, or the elements of one with arguments. */
export type Catalog = Readonly<Record<string, string | MessageFormatElement[]>>;

/** Before the key of what the engine says: its English sentence, with `{name}` for what it puts in. */
export const SAID = 'said:';
