import { LightningElement, api } from 'lwc';

/** A page of a future or foreign kind: the values are on it, and nothing says which is which. */
export default class UnknownPage extends LightningElement {
  @api record;

  get entries() {
    const { AccountId, Amount, CloseDate, Name, NextStep, OwnerId, StageName } = this.record.fields;
    const texts = [Name, AccountId.name, String(Amount), CloseDate, StageName, NextStep, OwnerId.name];
    return texts.map((text, index) => ({ key: index, caption: `Entry ${index + 1}`, text }));
  }
}
