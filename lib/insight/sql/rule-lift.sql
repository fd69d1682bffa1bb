-- Win rate of closed deals on which a rule fired over those on which it did not, with 95 % (Katz 1978; half a deal added).
with said as (
  select f.kind, f.rule, f.verdict, c.outcome, row_number() over (partition by f.deal_id, f.kind, f.rule order by f.day desc) as back
  from closings c join flags f on f.deal_id = c.deal_id and f.day < c.ended
), sides as (
  select kind, rule, outcome, (kind = 'signal' and verdict = 'met') or (kind <> 'signal' and verdict = 'notMet') as fires
  from said where back = 1 and verdict in ('met', 'notMet')
), counts as (
  select kind, rule,
    sum(case when fires then 1 else 0 end) as fired,
    sum(case when fires and outcome = 'won' then 1 else 0 end) as fired_won,
    sum(case when fires then 0 else 1 end) as quiet,
    sum(case when not fires and outcome = 'won' then 1 else 0 end) as quiet_won
  from sides group by kind, rule
), logs as (
  select *,
    ln((cast(fired_won as double precision) + 0.5) / (fired + 0.5)) - ln((cast(quiet_won as double precision) + 0.5) / (quiet + 0.5)) as log_lift,
    sqrt(greatest(0, 1 / (cast(fired_won as double precision) + 0.5) - 1 / (cast(fired as double precision) + 0.5)
      + 1 / (cast(quiet_won as double precision) + 0.5) - 1 / (cast(quiet as double precision) + 0.5))) as se
  from counts
)
select kind, rule, fired, fired_won, quiet, quiet_won,
  case when fired > 0 and quiet > 0 then exp(log_lift) end as lift,
  case when fired > 0 and quiet > 0 then exp(log_lift - 1.959964 * se) end as low,
  case when fired > 0 and quiet > 0 then exp(log_lift + 1.959964 * se) end as high
from logs
order by kind, rule;
