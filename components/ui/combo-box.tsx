import { Suspense, type JSX } from 'react';
import type { ComboFieldProps } from './aria/combo-field';
import { LaterCombo } from './later';

/** A field that is typed into and chosen from: for long or searched lists. A `select` serves short ones. */
export function ComboBox(props: ComboFieldProps): JSX.Element {
  return (
    <Suspense fallback={<ComboShell label={props.label} />}>
      <LaterCombo {...props} />
    </Suspense>
  );
}

/** Takes the field's room until it is there. */
function ComboShell({ label }: { label: string }): JSX.Element {
  return (
    <label className="ui-combo">
      <span className="ui-label">{label}</span>
      <input className="input" disabled />
    </label>
  );
}
