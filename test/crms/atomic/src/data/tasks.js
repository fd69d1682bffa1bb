import { dayFrom } from './days.js';

/** Contact, type, days from today it is due, days ago it was done (or null), text; the list's place is the id, from 1. */
const list = [
  [1, 'Follow-up', -18, null, 'Ask Elena what the COO said about the proposal'],
  [2, 'Demo', 4, null, 'Show Robert the single sign-on sandbox'],
  [4, 'Call', 1, null, 'Contract changes with Anita'],
  [5, 'Email', -46, 47, 'Send the business case to Samuel'],
  [7, 'Meeting', -20, 19, 'Security review with Felix'],
  [13, 'Meeting', 6, null, 'Configurator workshop with Victor and Dana'],
  [16, 'Call', -3, null, 'Ask Teresa where the selection stands'],
  [20, 'Email', 1, null, 'Page plan for Harriet'],
  [23, 'Follow-up', 2, null, 'Quote for the leaflet'],
  [26, 'Lunch', 9, null, 'Lunch with Freya in Bristol'],
  [28, 'Call', -10, null, 'Who decides while Jerome is away?'],
  [8, 'Thank you', 3, null, 'Thank Oliver for the reference'],
];

/** @param {Date} now */
export const tasks = (now) =>
  list.map(([contact_id, type, due, doneDaysAgo, text], index) => ({
    id: index + 1,
    contact_id,
    type,
    text,
    due_date: dayFrom(now, due),
    done_date: doneDaysAgo === null ? null : dayFrom(now, -doneDaysAgo),
    // Atomic lists a user's own tasks on the dashboard, so the one who is logged in has them all.
    sales_id: 1,
  }));
