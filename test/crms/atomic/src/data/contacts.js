import { dayFrom } from './days.js';

/** The list's place is the contact's id, from 1: first name, last name, title, company, gender, status. */
const list = [
  ['Elena', 'Marchetti', 'VP Operations', 1, 'female', 'hot'],
  ['Robert', 'Okafor', 'IT Manager', 1, 'male', 'warm'],
  ['Grace', 'Lindholm', 'Procurement Lead', 1, 'female', 'cold'],
  ['Anita', 'Desai', 'Chief Digital Officer', 2, 'female', 'hot'],
  ['Samuel', 'Whitcombe', 'CFO', 2, 'male', 'hot'],
  ['Joan', 'Petrakis', 'Head of Patient Experience', 2, 'female', 'warm'],
  ['Felix', 'Nakamura', 'Security Architect', 2, 'nonbinary', 'warm'],
  ['Oliver', 'Hastings', 'Head of Investor Relations', 3, 'male', 'in-contract'],
  ['Imogen', 'Clarke', 'Compliance Officer', 3, 'female', 'warm'],
  ['Mathilde', 'Roussel', 'Brand Director', 4, 'female', 'warm'],
  ['Pierre', 'Vidal', 'Purchasing Manager', 4, 'male', 'cold'],
  ['Camille', 'Aubert', 'Marketing Manager', 4, 'female', 'hot'],
  ['Victor', 'Salas', 'CEO', 5, 'male', 'hot'],
  ['Dana', 'Prescott', 'Product Manager', 5, 'female', 'warm'],
  ['Harold', 'Bingham', 'VP Communications', 6, 'male', 'cold'],
  ['Teresa', 'Quintero', 'Director of Web', 6, 'female', 'warm'],
  ['Luc', 'Fontaine', 'Chief Marketing Officer', 7, 'male', 'cold'],
  ['Sylvie', 'Garnier', 'Guest Services Director', 7, 'female', 'warm'],
  ['Nigel', 'Thorne', 'Sales Director', 8, 'male', 'warm'],
  ['Harriet', 'Moss', 'Marketing Executive', 8, 'female', 'hot'],
  ['Callum', 'Reid', 'Managing Director', 8, 'male', 'warm'],
  ['Wade', 'Hollister', 'Owner', 9, 'male', 'cold'],
  ['Beverly', 'Nash', 'Customer Programs Manager', 10, 'female', 'hot'],
  ['Curtis', 'Amado', 'CIO', 10, 'male', 'warm'],
  ['Leila', 'Haddad', 'Accessibility Lead', 10, 'female', 'warm'],
  ['Freya', 'Ashdown', 'Founder', 11, 'female', 'warm'],
  ['Tom', 'Pellow', '', 11, 'male', 'cold'],
  ['Renee', 'Castillo', 'Head of Audience', 12, 'female', 'warm'],
  ['Jerome', 'Baptiste', 'Editor in Chief', 12, 'male', 'cold'],
  ['Kim', 'Sandoval', 'Partnerships Manager', 12, 'nonbinary', 'warm'],
];

/**
 * @param {Date} now
 * @param {{ id: number, name: string, website: string, sales_id: number }[]} companies
 */
export const contacts = (now, companies) =>
  list.map(([first_name, last_name, title, company_id, gender, status], index) => {
    const company = companies[company_id - 1];
    return {
      id: index + 1,
      first_name,
      last_name,
      title,
      company_id,
      company_name: company.name,
      gender,
      status,
      sales_id: company.sales_id,
      email: `${first_name}.${last_name}@${company.website.replace('https://www.', '')}`.toLowerCase(),
      phone_1_number: `555-02${String(10 + index)}`,
      phone_1_type: 'Work',
      phone_2_number: '',
      phone_2_type: 'Other',
      background: '',
      avatar: {},
      linkedin_url: null,
      has_newsletter: index % 3 === 0,
      tags: index % 5 === 0 ? [5] : [],
      first_seen: dayFrom(now, -120 + index),
      last_seen: dayFrom(now, -120 + index),
    };
  });
