-- Days from the first "not met" to the next "met". Only "met" ends a spell: what cannot be read meanwhile may still be wrong.
with told as (
  select f.deal_id, f.kind, f.rule, f.day, f.verdict,
    lag(f.verdict) over (partition by f.deal_id, f.kind, f.rule order by f.day) as before,
    row_number() over (partition by f.deal_id, f.kind, f.rule order by f.day) as i
  from flags f cross join params p
  where f.kind <> 'signal' and f.verdict in ('met', 'notMet') and f.day <= p.as_of
), turns as (
  select deal_id, kind, rule, day, verdict,
    lead(day) over (partition by deal_id, kind, rule order by i) as next_day
  from told where i = 1 or before <> verdict
), spells as (
  select t.kind, t.rule, t.next_day - t.day as days, t.next_day
  from turns t cross join params p
  where t.verdict = 'notMet' and t.day >= p.from_day
)
select kind, rule, count(*) as n, count(next_day) as fixed, count(*) - count(next_day) as open,
  percentile_cont(0.5) within group (order by days) as median, percentile_cont(0.75) within group (order by days) as p75, percentile_cont(0.9) within group (order by days) as p90
from spells
group by kind, rule
order by kind, rule;
