import { createElement, Fragment, type JSX, type ReactNode } from 'react';

/** The parts of a message with marked-up words, as `rich` of the words gives them. */
export function Rich({ parts }: { parts: readonly ReactNode[] }): JSX.Element {
  return createElement(Fragment, null, ...parts);
}

/** What makes a marked-up part an element: `rich('panel.x', { code: mark('code') })`. */
export function mark(
  element: 'strong' | 'code' | 'bdi' | 'em' | 'mark' | 'span',
  className?: string,
): (parts: ReactNode[]) => ReactNode {
  const props = className === undefined ? null : { className };
  return (parts) => createElement(element, props, ...parts);
}
