-- Deals by how often their close date moved later, what became of them, and how far the date drifted in all (days).
with used as (
  select d.deal_id, d.outcome, d.ended, least(p.as_of, coalesce(d.ended, p.as_of)) as until, p.as_of
  from placed d cross join params p
  where d.created <= p.as_of and (d.ended is null or d.ended >= p.from_day)
), dated as (
  select u.deal_id, m.i, cast(m.old as date) as old_day, cast(m.new as date) as new_day,
    row_number() over (partition by u.deal_id order by m.i desc) as back
  from used u join moves m on m.deal_id = u.deal_id and m.field = 'close_date' and m.day <= u.until
), sums as (
  select u.deal_id, u.outcome, u.ended, u.as_of,
    least(3, count(case when m.new_day > m.old_day then 1 end)) as pushes,
    max(case when m.back = 1 then m.new_day end) - max(case when m.i = 1 then m.old_day end) as drift
  from used u left join dated m on m.deal_id = u.deal_id
  group by u.deal_id, u.outcome, u.ended, u.as_of
), counts as (
  select pushes, count(*) as n,
    sum(case when ended <= as_of and outcome = 'won' then 1 else 0 end) as won,
    sum(case when ended <= as_of and outcome = 'lost' then 1 else 0 end) as lost,
    sum(case when ended <= as_of then 0 else 1 end) as open,
    percentile_cont(0.5) within group (order by drift) as median, percentile_cont(0.75) within group (order by drift) as p75, percentile_cont(0.9) within group (order by drift) as p90
  from sums group by pushes
)
select pushes, n, won, lost, open,
  case when (won + lost) > 0 then (cast(won as double precision) / (won + lost)) end as rate,
  case when (won + lost) > 0 then greatest(0, ((cast(won as double precision) / (won + lost)) + 1.920729440648 / (won + lost) - 1.959964 * sqrt((cast(won as double precision) / (won + lost)) * (1 - (cast(won as double precision) / (won + lost))) / (won + lost) + 0.960364720324 / (won + lost) / (won + lost))) / (1 + 3.841458881296 / (won + lost))) end as low,
  case when (won + lost) > 0 then least(1, ((cast(won as double precision) / (won + lost)) + 1.920729440648 / (won + lost) + 1.959964 * sqrt((cast(won as double precision) / (won + lost)) * (1 - (cast(won as double precision) / (won + lost))) / (won + lost) + 0.960364720324 / (won + lost) / (won + lost))) / (1 + 3.841458881296 / (won + lost))) end as high,
  median, p75, p90
from counts
order by pushes;
