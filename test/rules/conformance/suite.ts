import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';

/** A value as the suite writes it: one member, named for its kind. */
export type SpecValue = {
  nullValue?: null;
  boolValue?: boolean;
  int64Value?: string;
  uint64Value?: string;
  doubleValue?: number | string;
  stringValue?: string;
  bytesValue?: string;
  typeValue?: string;
  listValue?: { values?: SpecValue[] };
  mapValue?: { entries?: { key: SpecValue; value: SpecValue }[] };
  objectValue?: { '@type': string; value?: string };
};

export type SpecType = {
  primitive?: string;
  wellKnown?: string;
  null?: null;
  dyn?: unknown;
  listType?: { elemType: SpecType };
  mapType?: { keyType: SpecType; valueType: SpecType };
  messageType?: string;
};

type Written = {
  name: string;
  expr: string;
  disableCheck?: boolean;
  checkOnly?: boolean;
  container?: string;
  typeEnv?: { name: string; ident?: { type: SpecType } }[];
  bindings?: Record<string, { value: SpecValue }>;
  value?: SpecValue;
  evalError?: unknown;
};

export type SpecTest = Written & { path: string };

type Suite = { name: string; suites?: Suite[]; tests?: { original: unknown }[] };

/**
 * The suite's files that are about the language itself. The others are about protocol buffers (enums, proto2, proto3, wrappers,
 * dynamic), optional values, types as answers, or libraries that are no part of CEL.
 */
export const FILES = [
  'basic',
  'bindings_ext',
  'comparisons',
  'conversions',
  'fields',
  'fp_math',
  'integer_math',
  'lists',
  'logic',
  'macros',
  'macros2',
  'namespace',
  'parse',
  'plumbing',
  'string',
  'timestamps',
];

/** All tests of those files, each with the path of its sections. */
export function coreTests(): SpecTest[] {
  // The package types its tests for its own reader, which needs a protocol-buffer runtime.
  const root: Suite = tests;
  return (root.suites ?? []).filter((s) => FILES.includes(s.name)).flatMap((s) => flat(s, []));
}

function flat(suite: Suite, above: readonly string[]): SpecTest[] {
  const path = [...above, suite.name];
  const own = (suite.tests ?? []).map((t): SpecTest => {
    const written = t.original as Written;
    return { ...written, path: [...path, written.name].join('/') };
  });
  return [...own, ...(suite.suites ?? []).flatMap((s) => flat(s, path))];
}
