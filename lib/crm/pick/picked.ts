/** One element as the page describes it: plain data. */
export type PickedNode = {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  /** Its visible text, cut; a control's value. */
  text: string;
  /** Its children are in a shadow root of its own. */
  shadow: boolean;
  /** Of a table's cell: which of its row's children it is, from 1. */
  place?: number;
};

/** The visible label of a value, and how it lies to it. */
export type PickedLabel = {
  text: string;
  to: 'next' | 'for' | 'within';
  label: PickedNode;
  /** For `within`: the element around both, and the value's element in it. */
  around?: PickedNode;
  value?: PickedNode;
};

/** What a person picked on a page: the element first, then what it lies in. */
export type Picked = { chain: readonly PickedNode[]; label: PickedLabel | null; url: string };
