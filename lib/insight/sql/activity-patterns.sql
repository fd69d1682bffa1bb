-- Activity of deals won and lost, side by side, as far as the closing.
with used as (
  select c.deal_id, c.outcome, c.created, c.ended, a.day, a.direction,
    a.day - lag(a.day) over (partition by c.deal_id order by a.day) as gap
  from closings c join activities a on a.deal_id = c.deal_id and a.day <= c.ended
), per_deal as (
  select deal_id, outcome, cast(count(*) as double precision) as activities,
    30 * cast(count(*) as double precision) / greatest(1, ended - created) as per30,
    case when count(direction) > 0
      then cast(sum(case when direction = 'in' then 1 else 0 end) as double precision) / count(direction) end as inbound,
    min(day) - created as to_first, max(gap) as longest
  from used group by deal_id, outcome, created, ended
), engaged as (
  select c.deal_id, c.outcome, cast(sum(case when k.first_day <= c.ended then 1 else 0 end) as double precision) as contacts
  from closings c join contacts k on k.deal_id = c.deal_id
  group by c.deal_id, c.outcome
), measured as (
  select 'activities' as measure, outcome, activities as value from per_deal
  union all select 'per30Days', outcome, per30 from per_deal
  union all select 'inboundShare', outcome, inbound from per_deal
  union all select 'daysToFirst', outcome, cast(to_first as double precision) from per_deal
  union all select 'longestGap', outcome, cast(longest as double precision) from per_deal
  union all select 'contacts', outcome, contacts from engaged
)
select measure, outcome, count(value) as n,
  percentile_cont(0.25) within group (order by value) as p25, percentile_cont(0.5) within group (order by value) as median, percentile_cont(0.75) within group (order by value) as p75
from measured
where value is not null
group by measure, outcome
order by measure, outcome;
