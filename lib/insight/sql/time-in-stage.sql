-- Days that deals won and lost since from_day had spent in a stage, all stays of a deal together.
with spent as (
  select s.deal_id, s.pipeline, s.stage, s.position, s.outcome, sum(coalesce(s.left_day, p.as_of) - s.from_day) as days
  from stays s
  join closings c on c.deal_id = s.deal_id
  cross join params p
  group by s.deal_id, s.pipeline, s.stage, s.position, s.outcome
)
select pipeline, stage, position, outcome, count(*) as n,
  percentile_cont(0.5) within group (order by days) as median, percentile_cont(0.75) within group (order by days) as p75, percentile_cont(0.9) within group (order by days) as p90
from spent
group by pipeline, stage, position, outcome
order by pipeline, position, outcome;
