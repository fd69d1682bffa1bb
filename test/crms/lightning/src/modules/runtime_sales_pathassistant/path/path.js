import { LightningElement, api } from 'lwc';
import { nextStage, pathSteps } from '#data/path';
import { save } from '#data/store';

export default class Path extends LightningElement {
  @api record;

  get steps() {
    return pathSteps(this.record);
  }

  get next() {
    return nextStage(this.record);
  }

  handleComplete() {
    save(this.record.id, { StageName: this.next });
  }
}
