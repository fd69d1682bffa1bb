-- Hours from the buyer's first word to our first after it, of deals won and lost.
with asked as (
  select c.deal_id, c.outcome, min(a.happened_at) as asked_at
  from closings c join activities a on a.deal_id = c.deal_id and a.direction = 'in' and a.happened_at is not null
  group by c.deal_id, c.outcome
), answered as (
  select q.deal_id, q.outcome, extract(epoch from min(a.happened_at) - q.asked_at) / 3600.0 as hours
  from asked q left join activities a on a.deal_id = q.deal_id and a.direction = 'out' and a.happened_at >= q.asked_at
  group by q.deal_id, q.outcome, q.asked_at
)
select outcome, count(*) as n, count(hours) as answered,
  percentile_cont(0.5) within group (order by cast(hours as double precision)) as median,
  percentile_cont(0.75) within group (order by cast(hours as double precision)) as p75,
  percentile_cont(0.9) within group (order by cast(hours as double precision)) as p90
from answered
group by outcome
order by outcome;
