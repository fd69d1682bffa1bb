/**
 * As much of GraphQL as a client of a CRM sends: one operation with variables, fields with aliases and arguments, no fragments.
 * @typedef {{ alias: string, name: string, args: Record<string, unknown>, selection?: Field[] }} Field
 */

const TOKEN = /\s*(?:,\s*)*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|([{}()[\]:!$=])|(.))/gy;

/** A document that cannot be read, or asks for what is not there. */
export const graphqlFault = (message) => Object.assign(new Error(message), { graphql: true });

/**
 * @param {string} text @param {Record<string, unknown>} variables
 * @returns {{ kind: 'query' | 'mutation', name?: string, declared: Record<string, string>, selection: Field[] }}
 */
export function parseOperation(text, variables = {}) {
  const reader = readerOf(text);
  const kind = reader.is('{') ? 'query' : reader.name();
  if (kind !== 'query' && kind !== 'mutation') throw graphqlFault(`Syntax Error: Unexpected Name "${kind}".`);
  const name = reader.isName() ? reader.name() : undefined;
  const declared = reader.is('(') ? declarations(reader) : {};
  for (const variable of Object.keys(declared)) {
    if (declared[variable].endsWith('!') && (variables[variable] ?? null) === null)
      throw graphqlFault(`Variable "$${variable}" of required type "${declared[variable]}" was not provided.`);
  }
  return { kind, name, declared, selection: selectionOf(reader, variables, declared) };
}

function readerOf(text) {
  const tokens = [...text.replaceAll(/#[^\n]*/g, '').matchAll(TOKEN)].map(([, string, number, name, mark, other]) => {
    if (other !== undefined && other.trim() !== '')
      throw graphqlFault(`Syntax Error: Unexpected character: "${other}".`);
    return { string, number, name, mark };
  });
  let at = 0;
  const now = () => tokens[at] ?? {};
  return {
    is: (mark) => now().mark === mark,
    isName: () => now().name !== undefined,
    take: (mark) => {
      if (now().mark !== mark) throw graphqlFault(`Syntax Error: Expected "${mark}", found ${shown(now())}.`);
      at += 1;
    },
    name: () => {
      const { name } = now();
      if (name === undefined) throw graphqlFault(`Syntax Error: Expected Name, found ${shown(now())}.`);
      at += 1;
      return name;
    },
    scalar: () => {
      const { string, number } = now();
      if (string === undefined && number === undefined) throw graphqlFault(`Syntax Error: Unexpected ${shown(now())}.`);
      at += 1;
      return JSON.parse(string ?? number);
    },
  };
}

const shown = ({ string, number, name, mark }) => {
  const text = string ?? number ?? name ?? mark;
  return text === undefined ? '<EOF>' : `"${text}"`;
};

function declarations(reader) {
  const declared = {};
  reader.take('(');
  while (!reader.is(')')) {
    reader.take('$');
    const name = reader.name();
    reader.take(':');
    declared[name] = typeOf(reader);
    if (reader.is('=')) {
      reader.take('=');
      valueOf(reader, {}, {});
    }
  }
  reader.take(')');
  return declared;
}

function typeOf(reader) {
  let type;
  if (reader.is('[')) {
    reader.take('[');
    type = `[${typeOf(reader)}]`;
    reader.take(']');
  } else type = reader.name();
  if (!reader.is('!')) return type;
  reader.take('!');
  return `${type}!`;
}

function selectionOf(reader, variables, declared) {
  const fields = [];
  reader.take('{');
  while (!reader.is('}')) {
    const first = reader.name();
    const aliased = reader.is(':');
    if (aliased) reader.take(':');
    const name = aliased ? reader.name() : first;
    const args = reader.is('(') ? argumentsOf(reader, '(', ')', variables, declared) : {};
    const selection = reader.is('{') ? selectionOf(reader, variables, declared) : undefined;
    fields.push({ alias: first, name, args, ...(selection ? { selection } : {}) });
  }
  reader.take('}');
  return fields;
}

function argumentsOf(reader, open, close, variables, declared) {
  const found = {};
  reader.take(open);
  while (!reader.is(close)) {
    const name = reader.name();
    reader.take(':');
    found[name] = valueOf(reader, variables, declared);
  }
  reader.take(close);
  return found;
}

const WORDS = { true: true, false: false, null: null };

function valueOf(reader, variables, declared) {
  if (reader.is('{')) return argumentsOf(reader, '{', '}', variables, declared);
  if (reader.is('[')) {
    const list = [];
    reader.take('[');
    while (!reader.is(']')) list.push(valueOf(reader, variables, declared));
    reader.take(']');
    return list;
  }
  if (reader.is('$')) {
    reader.take('$');
    const name = reader.name();
    if (!Object.hasOwn(declared, name)) throw graphqlFault(`Variable "$${name}" is not defined.`);
    return variables[name];
  }
  if (!reader.isName()) return reader.scalar();
  const word = reader.name();
  return Object.hasOwn(WORDS, word) ? WORDS[word] : word;
}

/**
 * Picks from a value what the selection asks for. `shape` says which fields there are: `true` for a scalar, a shape for an object
 * or a list of them.
 * @param {unknown} value @param {Field[] | undefined} selection @param {object | true} shape @param {string} type for the words of a refusal
 */
export function project(value, selection, shape, type) {
  if (shape === true) {
    if (selection) throw graphqlFault(`Field "${type}" must not have a selection since it has no subfields.`);
    return value;
  }
  if (!selection) throw graphqlFault(`Field of type "${type}" must have a selection of subfields.`);
  for (const { name } of selection)
    if (!Object.hasOwn(shape, name)) throw graphqlFault(`Cannot query field "${name}" on type "${type}".`);
  const one = (item) => {
    if (item === null || item === undefined) return null;
    return Object.fromEntries(
      selection.map((field) => [
        field.alias,
        project(item[field.name], field.selection, shape[field.name], field.name),
      ]),
    );
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}
