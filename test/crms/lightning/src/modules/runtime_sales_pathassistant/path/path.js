import { LightningElement, api } from 'lwc';
import { toast } from '#app/toast';
import { nextStage, pathSteps } from '#data/path';
import { delay } from '#data/settings';
import { save } from '#data/store';
import { validate } from '#data/validation';

/** The button acts on the step that was clicked: the current one is completed, another one becomes the current one. */
export default class Path extends LightningElement {
  @api record;
  clicked;
  saving = false;

  get selected() {
    return this.clicked === this.record.fields.StageName ? undefined : this.clicked;
  }

  get steps() {
    return pathSteps(this.record, this.selected);
  }

  get action() {
    if (this.selected === 'Closed') return 'Select Closed Stage';
    return this.selected ? 'Mark as Current Stage' : 'Mark Stage as Complete';
  }

  get hasAction() {
    return this.selected !== undefined || nextStage(this.record) !== undefined;
  }

  handleSelect(event) {
    this.clicked = event.detail;
  }

  async handleAction() {
    if (this.selected === 'Closed') return; // the real one asks in a dialog how it was closed
    const changes = { StageName: this.selected ?? nextStage(this.record) };
    this.saving = true;
    await new Promise((done) => setTimeout(done, delay));
    this.saving = false;
    const [refused] = validate(this.record, changes);
    if (refused) return toast(refused.message, 'error');
    this.clicked = undefined;
    save(this.record.id, changes);
  }
}
