import { describe, expect, test } from 'vitest';
import { isCounter, looksGenerated } from '@/lib/crm/pick/generated';

describe('names that somebody gave', () => {
  test.each([
    'amount',
    'close_date',
    'header-0-2-amount',
    'property-input-dealname',
    'sfdc:RecordField.Opportunity.CloseDate',
    'Custom_Field__c',
    'name.fieldControl-text-box-text',
    'estimatedvalue-FieldSectionItemContainer',
    'expected_revenue',
    'slds-form-element',
    'MuiTypography-caption',
    'o_field_widget',
    'form-label',
    'address2',
  ])('%s', (name) => {
    expect(isCounter(name)).toBe(false);
    expect(looksGenerated(name)).toBe(false);
  });
});

describe('names that a machine made up', () => {
  test.each([
    'input-9377',
    'ui-id-68',
    'ember1234',
    ':r1a:',
    '«r3c»',
    'radix-:r5:',
    'lwc-2k3j4h5g6f-host',
    'ext-gen1023',
    'css-1q2w3e4',
    'Button__Styled-sc-8f3ha2',
    '_3xK9aQ',
    'sc-bdVaJa',
    '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    'amount_0',
    'datapoint_4',
    'row-12345',
    'd41d8cd98f00b204e9800998ecf8427e',
  ])('%s', (name) => {
    expect(looksGenerated(name)).toBe(true);
  });
});

test.each(['input-9377', 'ui-id-68', ':r1a:', '7c9e6679-7425-40de-944b-e07fc1f90ae7', 'deal-4711006'])(
  '%s names no field, whatever attribute it stands in',
  (name) => {
    expect(isCounter(name)).toBe(true);
  },
);
