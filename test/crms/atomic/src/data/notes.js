import { dayFrom } from './days.js';

/** Deal, days ago, hour, author, text; the list's place is the note's id, from 1. None is of today: its hour could lie ahead. */
const onDeals = [
  [
    1,
    55,
    10,
    1,
    'First call with Elena. She owns the support budget and wants fewer "where is my container" calls before the autumn peak.',
  ],
  [
    1,
    41,
    15,
    1,
    'Workshop with Elena and Robert, 90 minutes. 30 screens listed, single sign-on is a must.\nGrace from procurement was invited and did not come.',
  ],
  [
    1,
    25,
    9,
    2,
    'Proposal sent to Elena: $48,700, valid for 60 days. She forwards it internally, said she would get back next week.',
  ],
  [2, 68, 11, 1, 'Intro by Joan after the clinic finder went live. Anita sponsors the relaunch.'],
  [
    2,
    47,
    14,
    1,
    'Business case reviewed with Samuel: $9 per call, 31 % of bookings by phone. He approved a budget of $90,000.',
  ],
  [2, 19, 16, 1, 'Felix closed the security review without open points.'],
  [2, 11, 10, 1, 'Demo for the board. The other bidder has withdrawn.'],
  [2, 5, 13, 1, 'Anita confirmed signature by the end of next month. Draft contract sent to their legal team.'],
  [2, 2, 15, 1, 'Legal asked for two changes on liability, both acceptable. Redlined contract due back this week.'],
  [4, 9, 17, 3, 'Met their comms team at a trade event. "Could be seven figures." No names yet.'],
  [5, 130, 12, 3, 'Organiser has not fixed the date. Parked.'],
  [6, 30, 9, 2, 'Imogen signed off the accessibility requirements.'],
  [6, 8, 11, 2, 'Signed by Oliver. Kick-off on Monday.'],
  [7, 60, 10, 4, 'Walk-through of the Nice hotel with the guest services team.'],
  [7, 15, 16, 4, 'Lost on price: 40 % above the local studio.'],
  [8, 20, 12, 5, "Freya found us through the catalogue of a friend's shop. <i>Bilingual</i> is a must."],
  [8, 6, 14, 5, 'Sent three reference shops. She liked the second one.'],
  [9, 44, 9, 2, 'Briefing with Mathilde and Camille.'],
  [9, 22, 15, 2, 'Pierre wants volume discounts from the second year on.'],
  [9, 4, 10, 2, 'Offer presented to the range committee. Decision within three weeks.'],
  [10, 5, 11, 1, 'Beverly called, quick quote wanted.'],
  [11, 10, 13, 3, 'Victor showed the mis-order figures: 12.4 % last quarter.'],
  [11, 3, 15, 3, 'Workshop agreed for next week with Dana and two application engineers.'],
  [12, 38, 10, 3, 'Long list of three agencies. Harold decides, Teresa recommends.'],
  [12, 18, 12, 3, 'Sent our answers to the questionnaire.'],
  [13, 8, 9, 4, 'Harriet needs it for the fair in the autumn.'],
  [13, 1, 11, 4, 'Got the table data as a spreadsheet; page plan tomorrow.'],
  [14, 30, 14, 1, 'Storyboards of clip one liked by Beverly.'],
  [14, 7, 10, 1, 'Proposal sent, Curtis checks the hosting question.'],
  [15, 60, 11, 3, 'Component inventory done with Renee.'],
  [15, 31, 16, 3, 'Proposal sent. Jerome is on leave until further notice.'],
  [16, 13, 9, 4, 'Sylvie will share the proposal with two hotel managers.'],
  [17, 48, 10, 2, 'Four days of manual work a month confirmed by Oliver.'],
  [17, 5, 15, 2, 'Compliance has approved the template, price talk on Thursday.'],
  [18, 10, 14, 1, 'Grace asks for 10 % off.'],
  [19, 44, 12, 1, 'Signed.'],
  [20, 72, 12, 2, 'Signed, first lot.'],
  [21, 30, 12, 1, 'Signed by Curtis.'],
  [22, 38, 15, 4, 'Callum: no budget this year.'],
  [24, 42, 10, 3, 'Dana asks to come back after the launch.'],
  [26, 51, 16, 4, 'Luc: not before the season ends.'],
];

/** Contact, days ago, hour, text. */
const onContacts = [
  [1, 41, 17, 'Prefers calls before nine. Reports to the COO.'],
  [2, 39, 10, 'Wants a sandbox before any contract.'],
  [4, 5, 16, 'Anita presents to the board herself.'],
  [5, 47, 15, 'Samuel signs everything above $50,000.'],
  [8, 8, 12, 'Good reference customer.'],
  [12, 22, 16, 'Camille moves to brand strategy in spring.'],
  [13, 3, 16, 'Victor answers text messages, not mail.'],
  [16, 18, 13, 'Teresa compares us with two others.'],
  [20, 1, 12, 'Harriet is new in the role.'],
  [23, 7, 11, 'Beverly runs the yearly bill campaign.'],
  [26, 6, 15, 'Freya travels in the first half of the month.'],
  [28, 31, 17, 'Renee covers for Jerome.'],
];

/** @param {Date} now */
export const dealNotes = (now) =>
  onDeals.map(([deal_id, daysAgo, hour, sales_id, text], index) => ({
    id: index + 1,
    deal_id,
    sales_id,
    text,
    date: dayFrom(now, -daysAgo, hour),
  }));

/**
 * @param {Date} now
 * @param {{ sales_id: number, status: string }[]} contacts
 */
export const contactNotes = (now, contacts) =>
  onContacts.map(([contact_id, daysAgo, hour, text], index) => ({
    id: index + 1,
    contact_id,
    text,
    sales_id: contacts[contact_id - 1].sales_id,
    status: contacts[contact_id - 1].status,
    date: dayFrom(now, -daysAgo, hour),
  }));
