import { LightningElement, api } from 'lwc';
import { sectionsOf } from '#data/field-view';
import { delay } from '#data/settings';
import { save } from '#data/store';
import { stored, validate } from '#data/validation';

/** What a page layout and Dynamic Forms share: one click puts every field in edit mode, one save writes what changed. */
export default class EditableForm extends LightningElement {
  @api record;
  editing = false;
  saving = false;
  draft = {};
  errors = [];

  get form() {
    const { record, editing, saving, draft, errors } = this;
    return {
      record,
      editing,
      saving,
      errors,
      hasErrors: errors.length > 0,
      sections: sectionsOf(record, { editing, draft, errors }),
    };
  }

  handleInlineEdit() {
    this.editing = true;
  }

  handleFieldChange(event) {
    const { name, value } = event.detail;
    this.draft = { ...this.draft, [name]: value };
  }

  handleCancel() {
    this.close('cancelled');
  }

  async handleSave() {
    this.errors = validate(this.record, this.draft);
    if (this.errors.length > 0) return;
    this.saving = true;
    // A save is a round trip: the page stays in edit mode meanwhile.
    await new Promise((done) => setTimeout(done, delay));
    save(this.record.id, stored(this.record, this.draft));
    this.close('saved');
  }

  close(outcome) {
    this.editing = false;
    this.saving = false;
    this.draft = {};
    this.errors = [];
    this.dispatchEvent(
      new CustomEvent('formclosed', { bubbles: true, composed: true, detail: { outcome, id: this.record.id } }),
    );
  }
}
