"""Makes golden.json: every metric of the insight page on the extract beside it, from the definitions alone.

Independent of the code under test: plain Python with its standard library, nothing shared with TypeScript or SQL.
Asked: as of 2017-12-31, closings since the first deal, movement since 2017-11-30, quarters of the calendar year.

    python3 test/insight/maven/make.py > test/insight/maven/golden.json
"""
import csv
import json
import math
import os
from collections import defaultdict
from datetime import date, timedelta
from statistics import fmean, NormalDist

HERE = os.path.dirname(os.path.abspath(__file__))
ZERO = date(2016, 10, 1)
AS_OF, SINCE = date(2017, 12, 31), date(2017, 11, 30)
Z = 1.959964
OUTCOME = {"W": "won", "L": "lost", "P": "open", "E": "open"}
STAGE = {"W": "Won", "L": "Lost", "P": "Prospecting", "E": "Engaging"}
NAMES = {"segment": "sector", "source": None, "product": "product", "owner": "agent", "team": "office", "account": "account"}


def day(text):
    return ZERO + timedelta(int(text)) if text else None


deals = []
for i, row in enumerate(csv.DictReader(open(os.path.join(HERE, "deals.csv")))):
    deals.append(
        dict(
            id=f"M{i}",
            outcome=OUTCOME[row["stage"]],
            stage=STAGE[row["stage"]],
            created=day(row["engaged"]),
            closed=day(row["closed"]),
            amount=float(row["value"]) if row["value"] else None,
            groups={k: (f"{v} {row[v]}" if v and row[v] else None) for k, v in NAMES.items()},
        )
    )
dated = [d for d in deals if d["created"]]
FIRST = min(d["created"] for d in dated)
closed = [d for d in dated if d["closed"]]
won = [d for d in closed if d["outcome"] == "won"]
open_now = [d for d in dated if not d["closed"]]


def wilson(k, n):
    if n == 0:
        return dict(rate=None, low=None, high=None)
    p = k / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return dict(rate=p, low=max(0.0, centre - half), high=min(1.0, centre + half))


def quantile(values, share):
    values = sorted(values)
    if not values:
        return None
    at = share * (len(values) - 1)
    lower = math.floor(at)
    upper = min(lower + 1, len(values) - 1)
    return values[lower] * (1 - (at - lower)) + values[upper] * (at - lower)


def size(d):
    if d["amount"] is None:
        return None
    for edge in (1000, 10000, 100000, 1000000):
        if d["amount"] < edge:
            return f"USD <{edge}"
    return "USD >=1000000"


def level(d, dimension):
    if dimension == "all":
        return None
    return size(d) if dimension == "size" else d["groups"][dimension]


DIMENSIONS = ["all", "segment", "source", "product", "owner", "team", "size"]


def grouped(some, dimension):
    out = defaultdict(list)
    for d in some:
        out[level(d, dimension)].append(d)
    return out


def differs(low, high, whole):
    return "above" if low > whole else "below" if high < whole else "no"


def win_rate():
    rows = []
    for dimension in DIMENSIONS:
        groups = grouped(closed, dimension)
        n = len(closed)
        m = len(won) / n
        sizes = {k: len(g) for k, g in groups.items()}
        wins = {k: sum(d["outcome"] == "won" for d in g) for k, g in groups.items()}
        chi = sum(sizes[k] * (wins[k] / sizes[k] - m) ** 2 for k in groups)
        scale = n - sum(s * s for s in sizes.values()) / n
        between = (chi - (len(groups) - 1) * m * (1 - m)) / scale if scale > 0 else 0
        for k in groups:
            if between > 1e-12:
                strength = max(0.0, m * (1 - m) / between - 1)
                post = (wins[k] + strength * m) / (sizes[k] + strength)
                rest = strength / (sizes[k] + strength)
                var = post * (1 - post) / (sizes[k] + strength + 1) + rest**2 * m * (1 - m) / n
            else:
                post, var = m, m * (1 - m) / n
            half = Z * math.sqrt(var)
            rows.append(
                dict(dimension=dimension, level=k, n=sizes[k], won=wins[k], **wilson(wins[k], sizes[k]), shrunk=post,
                     shrunk_low=max(0, post - half), shrunk_high=min(1, post + half), differs=differs(post - half, post + half, m))
            )
    return rows


def age(d):
    return (d["closed"] - d["created"]).days


def cycle_length():
    rows = []
    for dimension in DIMENSIONS:
        groups = {k: [age(d) for d in g] for k, g in grouped(won, dimension).items()}
        logs = {k: [math.log1p(x) for x in g] for k, g in groups.items()}
        n = len(won)
        m = fmean(x for g in logs.values() for x in g)
        within = sum((x - fmean(g)) ** 2 for g in logs.values() for x in g)
        v = within / (n - len(groups)) if n > len(groups) else 0
        scale = n - sum(len(g) ** 2 for g in groups.values()) / n
        spread = sum(len(g) * (fmean(g) - m) ** 2 for g in logs.values())
        between = (spread - (len(groups) - 1) * v) / scale if scale > 0 else 0
        for k, ages in groups.items():
            size_ = len(ages)
            trust = between / (between + v / size_) if between > 1e-12 else 0
            centre = trust * fmean(logs[k]) + (1 - trust) * m
            half = Z * math.sqrt(trust * v / size_ + (1 - trust) ** 2 * v / n)
            ordered = sorted(ages)
            reach = Z * math.sqrt(size_)
            low = ordered[max(1, math.floor((size_ - reach) / 2)) - 1] if size_ >= 6 else None
            high = ordered[min(size_, math.ceil(1 + (size_ + reach) / 2)) - 1] if size_ >= 6 else None
            rows.append(
                dict(dimension=dimension, level=k, n=size_, median=quantile(ages, 0.5), low=low, high=high,
                     p75=quantile(ages, 0.75), p90=quantile(ages, 0.9), shrunk=math.expm1(centre),
                     shrunk_low=math.expm1(centre - half), shrunk_high=math.expm1(centre + half),
                     differs=differs(centre - half, centre + half, m))
            )
    return rows


def quarter(d):
    return date(d.year, 3 * ((d.month - 1) // 3) + 1, 1)


def quarter_end(d):
    q = quarter(d)
    return date(q.year + (q.month == 10), (q.month + 2) % 12 + 1, 1)


NAMED = ["begin", "new", "pulledIn", "pushedIn", "grown", "shrunk", "won", "lost", "pushedOut", "pulledOut", "end"]


def summed(parts, amount):
    found = {p: parts.get(p, ([], 1)) for p in NAMED}
    return [dict(currency="USD", part=p, n=len(some), amount=sign * sum(amount(d) for d in some)) for p, (some, sign) in found.items()]


def movement():
    def in_begin(d):
        return d["created"] <= SINCE and not (d["closed"] and d["closed"] <= SINCE)

    amount = lambda d: d["amount"] or 0
    began = [d for d in dated if in_begin(d)]
    new = [d for d in dated if SINCE < d["created"] <= AS_OF]
    ended = [d for d in began + new if d["closed"]]
    parts = dict(
        begin=(began, 1), new=(new, 1), won=([d for d in ended if d["outcome"] == "won"], -1),
        lost=([d for d in ended if d["outcome"] == "lost"], -1), end=([d for d in began + new if not d["closed"]], 1),
    )
    return summed(parts, amount)


def period_movement():
    """Open deals have no close date: only those that closed in the last quarter were ever seen to be due in it."""
    mine = [d for d in closed if SINCE < d["closed"] <= AS_OF]
    new = [d for d in mine if d["created"] > SINCE]
    pulled = [d for d in mine if d["created"] <= SINCE]
    parts = dict(new=(new, 1), pulledIn=(pulled, 1), won=([d for d in mine if d["outcome"] == "won"], -1), lost=([d for d in mine if d["outcome"] == "lost"], -1))
    return summed(parts, lambda d: d["amount"])


def won_in(start):
    return [d for d in won if quarter(d["closed"]) == start]


def forecast():
    past = [date(2016, 10, 1), date(2017, 1, 1), date(2017, 4, 1), date(2017, 7, 1)]
    sums = [sum(d["amount"] for d in won_in(q)) for q in past]
    now = won_in(date(2017, 10, 1))
    mean = sum(sums) / 4
    sd = math.sqrt(sum((x - mean) ** 2 for x in sums) / 3)
    half = 1.281552 * sd * math.sqrt(1 + 1 / 4)
    value = sum(d["amount"] for d in now)
    return [
        dict(method="won", currency="USD", value=value, low=None, high=None, n=len(now)),
        dict(method="weighted", currency="USD", value=value, low=None, high=None, n=len(now)),
        dict(method="runRate", currency="USD", value=mean, low=max(0, mean - half), high=mean + half, n=4),
    ]


def coverage():
    now = won_in(date(2017, 10, 1))
    nothing = ["target", "needed", "coverage", "conversion", "deal_conversion", "low", "high", "expected", "expected_coverage"]
    return [dict(currency="USD", won=sum(d["amount"] for d in now), n_won=len(now), open=0, n_open=0, n_overdue=0, past_periods=4,
                 n_past=0, n_past_won=0, **{k: None for k in nothing})]


def period_end():
    days = defaultdict(int)
    d = FIRST
    while d <= AS_OF:
        days[((quarter_end(d) - d).days - 1) // 7] += 1
        d += timedelta(1)
    weeks = defaultdict(list)
    for deal in closed:
        weeks[((quarter_end(deal["closed"]) - deal["closed"]).days - 1) // 7].append(deal["outcome"] == "won")
    total = sum(days.values())
    return [
        dict(weeks_before_end=w, n=len(g), won=sum(g), share=len(g) / len(closed), share_of_days=days[w] / total, **wilson(sum(g), len(g)))
        for w, g in weeks.items()
    ]


def life_table():
    weeks = [(min(104, age(d) // 7), d["outcome"]) for d in closed]
    rows = []
    for w in range(max(x for x, _ in weeks) + 1):
        alive = [o for x, o in weeks if x >= w]
        here = [o for x, o in weeks if x == w]
        k = alive.count("won")
        rows.append(dict(week=w, n=len(alive), won=k, won_this_week=here.count("won"), lost_this_week=here.count("lost"), **wilson(k, len(alive))))
    return rows


def stalled():
    limit = quantile([age(d) for d in won], 0.9)
    old = [(AS_OF - d["created"]).days for d in open_now]
    old = [a for a in old if a > limit]
    alive = {a: [d for d in closed if min(104, age(d) // 7) >= min(104, a // 7)] for a in set(old)}
    shares = [sum(d["outcome"] == "won" for d in alive[a]) / len(alive[a]) for a in old if alive[a]]
    return [dict(n=len(old), ages=sum(old), age_limit=limit, n_as_old=sum(len(alive[a]) for a in old), shares=len(shares), won_as_old=sum(shares))]


def contrasts():
    rows = []

    def add(code, arg, sides):
        sides = [(s, o == "won") for s, o in sides if s is not None]
        inside, outside = [w for s, w in sides if s], [w for s, w in sides if not s]
        if inside and outside:
            rows.append(dict(code=code, arg=arg, n_with=len(inside), won_with=sum(inside), n_without=len(outside), won_without=sum(outside)))

    def each(code, arg, holds):
        add(code, arg, [(holds(d), d["outcome"]) for d in closed])

    for code in ["segment", "source", "product", "owner", "team", "account"]:
        levels = {d["groups"][code] for d in closed} - {None}
        for one in levels if len(levels) > 1 else []:
            each(code, one, lambda d: None if d["groups"][code] is None else d["groups"][code] == one)
    left = lambda day: (quarter_end(day) - day).days - 1
    month_left = lambda day: (date(day.year + (day.month == 12), day.month % 12 + 1, 1) - day).days - 1
    for days in (7, 14):
        each("closedInPeriodEnd", str(days), lambda d: left(d["closed"]) < days)
    each("closedInPeriodEnd", "month", lambda d: d["closed"].month % 3 == 0)
    each("createdInPeriodEnd", "month", lambda d: d["created"].month % 3 == 0)
    each("closedAtMonthEnd", "3", lambda d: month_left(d["closed"]) < 3)
    for weekday in range(7):
        each("closedOnWeekday", str(weekday), lambda d: d["closed"].weekday() == weekday)
        each("createdOnWeekday", str(weekday), lambda d: d["created"].weekday() == weekday)
    return rows


golden = {
    "pipeline": [dict(pipeline=None, stage="Engaging", position=2, period_start=None, currency="USD", n=len(open_now), amount=0, without_amount=len(open_now))],
    "coverage": coverage(),
    "movement": movement(),
    "period-movement": period_movement(),
    "forecast": forecast(),
    "forecast-accuracy": [],
    "stage-conversion": [dict(pipeline=None, stage="Engaging", position=2, n=len(open_now), advanced=0, lost=0, still=len(open_now), rate=None, low=None, high=None)],
    "time-in-stage": [],
    "win-rate": win_rate(),
    "cycle-length": cycle_length(),
    "pushes": [dict(pushes=0, n=len(dated), won=len(won), lost=len(closed) - len(won), open=len(open_now), median=None, p75=None, p90=None, **wilson(len(won), len(closed)))],
    "period-end": period_end(),
    "life-table": life_table(),
    "stalled": stalled(),
    "hygiene": [],
    "hygiene-trend": [],
    "flag-to-fix": [],
    "reliability": [],
    "rule-lift": [],
    "first-response": [],
    "activity-patterns": [],
    "contrasts": contrasts(),
}
assert abs(NormalDist().inv_cdf(0.975) - Z) < 1e-6
print(json.dumps(golden, indent=1))
