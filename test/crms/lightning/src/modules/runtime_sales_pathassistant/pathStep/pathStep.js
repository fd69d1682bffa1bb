import { LightningElement, api } from 'lwc';

export default class PathStep extends LightningElement {
  @api step;

  handleClick() {
    this.dispatchEvent(new CustomEvent('stepselect', { bubbles: true, composed: true, detail: this.step.label }));
  }
}
