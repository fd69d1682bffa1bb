import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Catalog } from './catalog';

/** An argument of a message: its type as TypeScript writes it. */
export type Arguments = Readonly<Record<string, string>>;

/** A message's arguments, and whether it has marked-up parts. */
export type Shape = { args: Arguments; rich: boolean };

/** The catalog that is shipped, from messages as written (ICU). Throws at the first that cannot be read, naming it. */
export function compileCatalog(messages: Readonly<Record<string, string>>): Catalog {
  return Object.fromEntries(
    Object.entries(messages).map(([key, text]) => {
      const elements = parsed(key, text);
      const [only] = elements;
      const plain = elements.length === 0 || (elements.length === 1 && only?.type === TYPE.literal);
      return [key, plain ? (only?.type === TYPE.literal ? only.value : '') : elements];
    }),
  );
}

/** What a message wants to be given. */
export function shapeOf(key: string, text: string): Shape {
  const found = new Map<string, Set<string>>();
  let rich = false;
  const add = (name: string, type: string): void => void found.set(name, (found.get(name) ?? new Set()).add(type));
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) add(element.value, 'string | number');
      else if (element.type === TYPE.select) add(element.value, selected(element.options));
      else if (element.type === TYPE.tag) {
        rich = true;
        add(element.value, TAG);
        walk(element.children);
      } else if (element.type !== TYPE.literal && element.type !== TYPE.pound) add(element.value, 'number');
      if (element.type === TYPE.select || element.type === TYPE.plural)
        for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(parsed(key, text));
  const args = Object.fromEntries([...found].map(([name, types]) => [name, narrowest(types)]));
  return { args, rich };
}

const TAG = '(parts: (string | T)[]) => T';

type Options = Readonly<Record<string, { value: MessageFormatElement[] }>>;

/** The options by name. An `other` that says nothing only ends the list, as ICU wants; one that speaks takes any text. */
function selected(options: Options): string {
  const names = Object.keys(options).filter((name) => name !== 'other');
  const rest = options['other']?.value ?? [];
  return rest.length > 0 ? 'string' : names.map((name) => JSON.stringify(name)).join(' | ');
}

/** An argument that is shown and also counted is a number. */
function narrowest(types: ReadonlySet<string>): string {
  const [first = 'string', ...others] = [...types].filter((type) => type !== 'string | number' || types.size === 1);
  return others.length === 0 ? first : [first, ...others].map((type) => `(${type})`).join(' & ');
}

function parsed(key: string, text: string): MessageFormatElement[] {
  try {
    return parse(text, { captureLocation: false, requiresOtherClause: true });
  } catch (error) {
    throw new Error(`${key}: ${(error as Error).message} in “${text}”`, { cause: error }); // the parser throws nothing else
  }
}
