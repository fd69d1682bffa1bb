import { LightningElement, api } from 'lwc';

/**
 * A field as it might look after the next redesign: no attribute, class or label from today's page is left.
 * A reader that still claims to know what it holds, or calls it empty, is guessing.
 */
export default class RecordLayoutCell extends LightningElement {
  @api text;
}
