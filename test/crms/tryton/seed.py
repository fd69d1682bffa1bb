"""Fills an empty Tryton database with the deals of the README. Usage: seed.py CONFIG DATABASE"""
import datetime
import decimal
import sys

from trytond.config import config

config.update_etc(sys.argv[1])
from trytond.pool import Pool  # noqa: E402  the pool reads the configuration when it is imported
from trytond.transaction import Transaction  # noqa: E402

DATABASE = sys.argv[2]
TODAY = datetime.date.today()


def day(offset):
    return TODAY + datetime.timedelta(days=offset)


PARTIES = [
    ('Acme GmbH', 'Lindenstr. 4', '10969', 'Berlin', 'anna.berg@acme.example'),
    ('Globex Corporation', '12 Harbour Road', 'SW1A 1AA', 'London', 'k.okafor@globex.example'),
    ('Initech', '4120 Freidrich Lane', '78744', 'Austin', 'm.bolton@initech.example'),
    ('Umbrella Retail', '8 Rue de la Paix', '75002', 'Paris', None),
    ('Soylent Foods', 'Via Roma 9', '20121', 'Milano', 'g.rossi@soylent.example'),
    ('Müller & Söhne <b>KG</b>', 'Am Markt 1', '80331', 'München', None),
]

PRODUCTS = [('Seat, one year', 240), ('Onboarding day', 1200)]

# party, description, reference, amount, probability, start, end, comment, lines, earlier values, final state
DEALS = [
    (0, 'Acme - 200 seats', 'RFP-2211', 48000, 0.4, -40, 30, 'Anna wants a pilot in the Berlin office first.',
     [(0, 200), (1, 2)], [(-40, {'amount': 39000, 'end_date': 10}), (-12, {'amount': 44000, 'end_date': 20})], 'opportunity'),
    (1, 'Globex - Data platform', '', 120500.5, 0.6, -75, 45, 'Security review passed on our side.',
     [(0, 400)], [(-75, {'end_date': 15})], 'opportunity'),
    (2, 'Initech - Renewal', '', 18250, 0.9, -20, 12, 'TBD', [(0, 70)], [], 'opportunity'),
    (3, 'Umbrella Retail - Pilot', '', None, 0.2, -5, None, '', [], [], 'lead'),
    (4, 'Soylent Foods - Expansion', 'SF-88', 64000, 0.5, -130, -14, 'Moved three times by procurement.',
     [(0, 250)], [(-130, {'end_date': -80}), (-90, {'end_date': -40}), (-50, {'end_date': -14})], 'opportunity'),
    (5, '<img src=x onerror=alert(1)> & Söhne', '', 9400, 0.3, -8, 60, '', [(1, 4)], [], 'lead'),
    (0, 'Acme - Training', '', 7200, 0.8, -60, -6, 'Order signed.', [(1, 6)], [], 'converted'),
    (1, 'Globex - Old pilot', '', 15000, 0.1, -200, -90, '', [], [], 'lost'),
    (2, 'Initech - Second site', '', 31000, 0.5, -15, 75, 'Budget is confirmed for next year.', [(0, 120)], [], 'opportunity'),
    (4, 'Soylent Foods - Analytics', '', 1200000, 0.3, -3, 160, '', [], [], 'lead'),
    (3, 'Umbrella Retail - Kiosks', '', 22000, 0.4, -33, 21, 'Waiting for their legal team.', [(0, 80)], [], 'cancelled'),
    (5, 'Müller - Field service', 'MS-1', 56780.25, 0.7, -48, 8, 'Decision on the board meeting.', [(0, 210)], [], 'opportunity'),
]

Pool.start()
pool = Pool(DATABASE)
with Transaction().start(DATABASE, 0):
    pool.init()


def seed(transaction):
    get = pool.get
    # Else the first login opens a wizard.
    wizards = get('ir.module.config_wizard.item')
    wizards.write(wizards.search([]), {'state': 'done'})
    company, employee = make_company(transaction)
    transaction.set_context(company=company.id, employee=employee.id)
    parties = [make_party(*party) for party in PARTIES]
    unit, = get('product.uom').search([('symbol', '=', 'u')])
    products = [make_product(unit, *product) for product in PRODUCTS]
    for number, deal in enumerate(DEALS, 1):
        make_deal(transaction, number, deal, company, employee, parties, products, unit)


def make_company(transaction):
    get = pool.get
    dollar, = get('currency.currency').create([{
        'name': 'US Dollar', 'code': 'USD', 'symbol': '$', 'digits': 2, 'rounding': decimal.Decimal('0.01'),
        'rates': [('create', [{'date': datetime.date(2020, 1, 1), 'rate': decimal.Decimal('1')}])],
    }])
    own, seller = get('party.party').create([{'name': 'Our Company'}, {'name': 'Eva Seller'}])
    company, = get('company.company').create([{'party': own.id, 'currency': dollar.id}])
    transaction.set_context(company=company.id)
    employee, = get('company.employee').create([{'party': seller.id, 'company': company.id}])
    users = get('res.user')
    users.write([users(1)], {
        'companies': [('add', [company.id])], 'company': company.id,
        'employees': [('add', [employee.id])], 'employee': employee.id,
    })
    return company, employee


def make_party(name, street, code, city, email):
    mail = [('create', [{'type': 'email', 'value': email}])] if email else []
    party, = pool.get('party.party').create([{
        'name': name,
        'addresses': [('create', [{'street': street, 'postal_code': code, 'city': city}])],
        'contact_mechanisms': mail,
    }])
    return party


def make_product(unit, name, price):
    template, = pool.get('product.template').create([{
        'name': name, 'default_uom': unit.id, 'type': 'service', 'list_price': decimal.Decimal(price),
        'salable': True, 'sale_uom': unit.id, 'products': [('create', [{}])],
    }])
    return template.products[0]


def make_deal(transaction, number, deal, company, employee, parties, products, unit):
    party, description, reference, amount, probability, start, end, comment, lines, earlier, state = deal
    model = pool.get('sale.opportunity')
    final = {
        'amount': None if amount is None else decimal.Decimal(str(amount)),
        'end_date': None if end is None else day(end),
    }
    contacts = parties[party].contact_mechanisms
    first = {**final, **values_then(earlier[0][1])} if earlier else final
    record, = model.create([{
        'party': parties[party].id, 'address': parties[party].addresses[0].id,
        'contact': contacts[0].id if contacts else None, 'company': company.id, 'employee': employee.id,
        'description': description, 'reference': reference, 'comment': comment, 'start_date': day(start),
        'conversion_probability': probability,
        'lines': [('create', [{'product': products[p].id, 'quantity': n, 'unit': unit.id} for p, n in lines])],
        **first,
    }])
    moments = [start]
    for offset, values in earlier[1:]:
        model.write([record], values_then(values))
        moments.append(offset)
    if state != 'lead':
        # 'lost' and 'cancelled' would move the end date to today: the state alone is set, as an import does.
        model.write([record], {'state': state, **final})
        moments.append(min(-2, moments[-1] + 6))
    backdate(transaction, record.id, moments)
    assert record.id == number


def values_then(values):
    known = dict(values)
    if 'end_date' in known:
        known['end_date'] = day(known['end_date'])
    if 'amount' in known:
        known['amount'] = decimal.Decimal(known['amount'])
    return known


def backdate(transaction, record, moments):
    """Lets each state of the record's history begin on the day that the table above gives it."""
    cursor = transaction.connection.cursor()
    # Tryton on SQLite fails on a moment without a fraction of a second: none of its own lacks one.
    first = datetime.datetime.combine(day(moments[0]), datetime.time(9, 30, 0, 125000))
    cursor.execute('SELECT "__id" FROM "sale_opportunity__history" WHERE id = ? ORDER BY "__id"', (record,))
    rows = [row for row, in cursor.fetchall()]
    for row, offset in zip(rows[-len(moments):], moments):
        then = datetime.datetime.combine(day(offset), datetime.time(9, 30, 0, 125000))
        cursor.execute('UPDATE "sale_opportunity__history" SET create_date = ?, write_date = ? WHERE "__id" = ?',
                       (first, None if offset == moments[0] else then, row))
    cursor.execute('UPDATE "sale_opportunity" SET create_date = ?, write_date = ? WHERE id = ?',
                   (first, datetime.datetime.combine(day(moments[-1]), datetime.time(9, 30, 0, 125000)), record))


with Transaction().start(DATABASE, 1, context={}) as transaction:
    seed(transaction)
    transaction.commit()
