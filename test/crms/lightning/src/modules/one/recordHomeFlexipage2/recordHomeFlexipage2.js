import { LightningElement, api } from 'lwc';
import { watch } from '#data/store';

export default class RecordHomeFlexipage2 extends LightningElement {
  @api recordId;
  /** False while only the empty frame of the page is there. */
  @api ready = false;
  record;

  connectedCallback() {
    this.stopWatching = watch(this.recordId, (record) => {
      this.record = record;
    });
  }

  disconnectedCallback() {
    this.stopWatching();
  }

  get isLoading() {
    return !this.ready;
  }

  get isDynamic() {
    return this.record.layout === 'dynamic';
  }

  get isUnknown() {
    return this.record.layout === 'unknown';
  }
}
