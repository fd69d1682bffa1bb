import { companies } from './companies.js';
import { contacts } from './contacts.js';
import { deals } from './deals.js';
import { contactNotes, dealNotes } from './notes.js';
import { sales } from './sales.js';
import { tasks } from './tasks.js';

const tags = [
  { id: 1, name: 'newsletter', color: '#eddcd2' },
  { id: 2, name: 'reference', color: '#fff1e6' },
  { id: 3, name: 'partner', color: '#fde2e4' },
  { id: 4, name: 'technical', color: '#c5dedd' },
  { id: 5, name: 'vip', color: '#dbe7e4' },
];

const count = (records, key, id) => records.filter((record) => record[key] === id).length;

/** The latest note moves a contact's `last_seen`, as Atomic does when a note is added. */
const lastSeen = (contact, notes) =>
  notes
    .filter((note) => note.contact_id === contact.id)
    .reduce((latest, note) => (note.date > latest ? note.date : latest), contact.last_seen);

/**
 * All tables of the CRM, the same for the same day: no chance, ids from 1, dates counted from `now`.
 * @param {Date} now
 */
export const buildData = (now) => {
  const db = { sales, tags, companies: companies(now), dealNotes: dealNotes(now), tasks: tasks(now) };
  const people = contacts(now, db.companies);
  db.contactNotes = contactNotes(now, people);
  db.contacts = people.map((contact) => ({
    ...contact,
    last_seen: lastSeen(contact, db.contactNotes),
    nb_tasks: db.tasks.filter((task) => task.contact_id === contact.id && task.done_date === null).length,
  }));
  db.deals = deals(now, db.companies);
  db.companies = db.companies.map((company) => ({
    ...company,
    nb_contacts: count(db.contacts, 'company_id', company.id),
    nb_deals: count(db.deals, 'company_id', company.id),
  }));
  return db;
};

/** What Atomic's data provider calls when it is loaded, in the place of its own generator of random data. */
export default () => buildData(new Date());
