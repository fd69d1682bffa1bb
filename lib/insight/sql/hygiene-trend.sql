-- The same rate at the end of each month, of the last one on as_of.
with ends as (
  select m.period_start as month, least(m.period_end - 1, p.as_of) as day
  from months m cross join params p
  where m.period_start <= p.as_of
), said as (
  select e.month, f.kind, f.rule, f.verdict,
    row_number() over (partition by e.month, f.deal_id, f.kind, f.rule order by f.day desc) as back
  from ends e
  join flags f on f.day <= e.day and f.kind <> 'signal'
  join placed d on d.deal_id = f.deal_id and d.created <= e.day and (d.ended is null or d.ended > e.day)
), counts as (
  select month, kind, rule, count(*) as n, sum(case when verdict = 'met' then 1 else 0 end) as met
  from said where back = 1 and verdict in ('met', 'notMet')
  group by month, kind, rule
)
select month, kind, rule, n, met,
  case when n > 0 then (cast(met as double precision) / n) end as rate,
  case when n > 0 then greatest(0, ((cast(met as double precision) / n) + 1.920729440648 / n - 1.959964 * sqrt((cast(met as double precision) / n) * (1 - (cast(met as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as low,
  case when n > 0 then least(1, ((cast(met as double precision) / n) + 1.920729440648 / n + 1.959964 * sqrt((cast(met as double precision) / n) * (1 - (cast(met as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as high
from counts
order by month, kind, rule;
