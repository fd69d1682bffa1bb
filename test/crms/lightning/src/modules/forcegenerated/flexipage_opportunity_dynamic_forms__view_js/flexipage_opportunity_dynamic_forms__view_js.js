import EditableForm from 'records/editableForm';
import { columnsOf } from '#data/columns';

export default class DynamicFormsPage extends EditableForm {
  get sections() {
    return columnsOf(this.form.sections);
  }
}
