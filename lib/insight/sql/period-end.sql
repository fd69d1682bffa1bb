-- Closings by whole weeks before the end of their period (0: its last seven days), with the win rate of each.
with seen as (
  select q.period_start, q.period_end, greatest(q.period_start, p.from_day) as first_day, least(q.period_end - 1, p.as_of) as last_day
  from periods q cross join params p
  where q.period_end > p.from_day and q.period_start <= p.as_of
), weeks (week) as (
  values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20), (21),
    (22), (23), (24), (25), (26), (27), (28), (29), (30), (31), (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42),
    (43), (44), (45), (46), (47), (48), (49), (50), (51), (52)
), days as (
  select w.week, sum(greatest(0, least(s.last_day, s.period_end - 1 - 7 * w.week) - greatest(s.first_day, s.period_end - 7 - 7 * w.week) + 1)) as days
  from seen s cross join weeks w
  group by w.week
), ends as (
  select floor((s.period_end - 1 - c.ended) / 7) as week, c.outcome
  from closings c join seen s on c.ended >= s.period_start and c.ended < s.period_end
), counts as (
  select week, count(*) as n, sum(case when outcome = 'won' then 1 else 0 end) as won from ends group by week
)
select c.week as weeks_before_end, c.n, c.won,
  cast(c.n as double precision) / (select count(*) from closings) as share,
  cast(d.days as double precision) / (select sum(days) from days) as share_of_days,
  case when c.n > 0 then (cast(c.won as double precision) / c.n) end as rate,
  case when c.n > 0 then greatest(0, ((cast(c.won as double precision) / c.n) + 1.920729440648 / c.n - 1.959964 * sqrt((cast(c.won as double precision) / c.n) * (1 - (cast(c.won as double precision) / c.n)) / c.n + 0.960364720324 / c.n / c.n)) / (1 + 3.841458881296 / c.n)) end as low,
  case when c.n > 0 then least(1, ((cast(c.won as double precision) / c.n) + 1.920729440648 / c.n + 1.959964 * sqrt((cast(c.won as double precision) / c.n) * (1 - (cast(c.won as double precision) / c.n)) / c.n + 0.960364720324 / c.n / c.n)) / (1 + 3.841458881296 / c.n)) end as high
from counts c join days d on d.week = c.week
order by c.week desc;
