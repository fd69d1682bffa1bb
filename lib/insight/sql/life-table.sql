-- Of the closed deals that lived to this week of age (104: that or older), how many were won in the end.
with ages as (
  select least(104, floor((ended - created) / 7)) as week, outcome from closings
), counts as (
  select week, sum(case when outcome = 'won' then 1 else 0 end) as won, sum(case when outcome = 'lost' then 1 else 0 end) as lost
  from ages group by week
), weeks as (
  select w.week, coalesce(c.won, 0) as won_this_week, coalesce(c.lost, 0) as lost_this_week
  from (
    select 10 * t.d + u.d as week
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)) t (d)
    cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) u (d)
  ) w
  left join counts c on c.week = w.week
  where w.week <= (select max(week) from counts)
), living as (
  select week, won_this_week, lost_this_week,
    sum(won_this_week + lost_this_week) over (order by week desc) as n,
    sum(won_this_week) over (order by week desc) as won
  from weeks
)
select week, n, won, won_this_week, lost_this_week,
  case when n > 0 then (cast(won as double precision) / n) end as rate,
  case when n > 0 then greatest(0, ((cast(won as double precision) / n) + 1.920729440648 / n - 1.959964 * sqrt((cast(won as double precision) / n) * (1 - (cast(won as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as low,
  case when n > 0 then least(1, ((cast(won as double precision) / n) + 1.920729440648 / n + 1.959964 * sqrt((cast(won as double precision) / n) * (1 - (cast(won as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as high
from living
order by week;
