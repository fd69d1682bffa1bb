import type { SpecTest } from './suite';

/** Tests that are out of scope, and why. The first that covers a test counts; each of its tests must fail. */
export type Exclusion = { id: string; why: string; covers: (test: SpecTest) => boolean };

const expression =
  (pattern: RegExp) =>
  (test: SpecTest): boolean =>
    pattern.test(test.expr);

const under =
  (...paths: readonly string[]) =>
  (test: SpecTest): boolean =>
    paths.some((path) => test.path.startsWith(path));

const named =
  (...paths: readonly string[]) =>
  (test: SpecTest): boolean =>
    paths.includes(test.path);

const BYTES = /(?<![\w'"`])[bB][rR]?['"]|\bbytes\(/;

export const EXCLUSIONS: readonly Exclusion[] = [
  {
    id: 'types as values',
    why: 'A rule asks what a deal says, never of what type a value is; the pack declares the types.',
    covers: (test) => test.value?.typeValue !== undefined || expression(/\btype\(/)(test),
  },
  {
    id: 'protocol-buffer messages',
    why: 'There are no protocol buffers here: a deal is JSON with a closed set of fields.',
    covers: expression(/TestAllTypes|google\.protobuf\.\w+\s*\{|proto3/),
  },
  {
    id: 'bytes',
    why: 'No field of a CRM reads as bytes.',
    covers: (test) => expression(BYTES)(test) || JSON.stringify(test.bindings ?? {}).includes('bytesValue'),
  },
  {
    id: 'loops over two variables',
    why: 'They are a library beside the language; a rule walks rows, not positions.',
    covers: under('macros2/'),
  },
  {
    id: 'whole numbers a decimal cannot hold',
    why: 'All numbers are JavaScript numbers; a literal that would lose digits is refused while it is written.',
    covers: expression(/(?:9223372036854775807|18446744073709551615|36028797018963969)(?!\.)/),
  },
  {
    id: '64-bit overflow',
    why: 'Whole numbers have no wrap-around to guard against: beyond 2^53 they go on as decimals.',
    covers: under('integer_math/int64_math/int64_', 'integer_math/int64_math/uint64_overflow_mul'),
  },
  {
    id: 'unsigned numbers',
    why: 'An unsigned number is a number like any other, so it may become negative.',
    covers: named(
      'integer_math/int64_math/uint64_overflow_negative',
      'integer_math/int64_math/unary_minus_no_overload',
      'integer_math/uint64_math/negative_no_overload',
    ),
  },
  {
    id: 'division of decimals by zero',
    why: 'It is an error here: an infinite share is no answer to a person.',
    covers: expression(/\/ ?0\.0(?!\d)/),
  },
  {
    id: 'numbers that mix',
    why: 'Whole numbers and decimals are one kind, so decimals have remainders and may be keys.',
    covers: named('fp_math/fp_math/mod_not_support', 'fields/qualified_identifier_resolution/map_key_float'),
  },
  {
    id: 'namespaces',
    why: 'Names have no dots and no container: a dot always asks for a field.',
    covers: (test) =>
      under('namespace/')(test) ||
      named(
        'fields/qualified_identifier_resolution/qualified_ident',
        'fields/qualified_identifier_resolution/map_field_select',
        'fields/qualified_identifier_resolution/qualified_identifier_resolution_unchecked',
        'fields/qualified_identifier_resolution/ident_with_longest_prefix_check',
      )(test),
  },
  {
    id: 'keys in back quotes',
    why: 'The parser does not know them; x["content-type"] says the same.',
    covers: under('fields/quoted_map_fields/'),
  },
  {
    id: 'has() of a map written out',
    why: 'The checker takes has() on fields of a named value only, the only place where it can tell something.',
    covers: under('fields/map_has/'),
  },
  {
    id: 'nanoseconds',
    why: 'Times are kept to the millisecond, finer than any CRM has them.',
    covers: named(
      'timestamps/timestamp_conversions/toString_timestamp_nanos',
      'timestamps/timestamp_range/add_duration_nanos_over',
      'timestamps/timestamp_range/add_duration_nanos_under',
    ),
  },
  {
    id: 'decimals without a leading digit',
    why: 'The parser wants 0.99 written in full.',
    covers: named('comparisons/gt_literal/not_gt_double'),
  },
  {
    id: 'ordering elements of an empty list',
    why: 'The checker cannot choose between the orders of whole and decimal numbers for a list without a type.',
    covers: named('macros/all/list_empty'),
  },
];
