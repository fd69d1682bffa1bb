import { LightningElement } from 'lwc';
import { formatDate, formatMoney } from '#data/formats';
import { allOf } from '#data/store';

export default class PrimaryDisplayGrid extends LightningElement {
  get rows() {
    return allOf('Opportunity').map(({ id, fields }) => ({
      id,
      href: `/lightning/r/Opportunity/${id}/view`,
      name: fields.Name,
      account: fields.AccountId.name,
      amount: formatMoney(fields.Amount),
      closeDate: formatDate(fields.CloseDate),
      stage: fields.StageName,
      owner: fields.OwnerId.name,
    }));
  }
}
