-- How every method did over the periods that are over, as it stood on the same day of each as as_of is of this one.
with past as (
  select q.period_start, q.period_end,
    least(q.period_start + cast(p.as_of - p.period_start as integer), q.period_end - 1) as day
  from periods q cross join params p
  where q.period_end <= p.period_start and q.period_end <= p.as_of + 1
), last_calls as (
  select q.period_end, k.*,
    row_number() over (partition by k.period_start, k.method, k.currency, k.owner order by k.said_on desc) as back
  from calls k join past q on q.period_start = k.period_start and k.said_on <= q.day
), said as (
  select period_start, period_end, method, currency, sum(value) as value,
    case when count(low) = count(*) then sum(low) end as low,
    case when count(high) = count(*) then sum(high) end as high
  from last_calls where back = 1
  group by period_start, period_end, method, currency
), compared as (
  select s.*, (
    select coalesce(sum(coalesce(a.value, 0)), 0)
    from placed d
    join amount_course a on a.deal_id = d.deal_id and a.from_day < s.period_end and (a.to_day is null or a.to_day >= s.period_end)
    where d.outcome = 'won' and d.currency is not distinct from s.currency
      and d.ended >= s.period_start and d.ended < s.period_end
  ) as actual
  from said s
)
select method, currency, count(*) as periods,
  case when sum(actual) > 0 then sum(abs(value - actual)) / sum(actual) end as wape,
  case when sum(actual) > 0 then sum(value - actual) / sum(actual) end as bias,
  sum(case when low is not null and high is not null then 1 else 0 end) as with_interval,
  sum(case when low <= actual and actual <= high then 1 else 0 end) as covered
from compared
group by method, currency
order by method, currency;
