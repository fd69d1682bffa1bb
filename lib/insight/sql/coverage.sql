-- The period's target against what is won, what is open and due, and what pipelines like it turned into.
with past as (
  select q.period_start, q.period_end,
    least(q.period_start + cast(p.as_of - p.period_start as integer), q.period_end - 1) as day
  from periods q cross join params p
  where q.period_end <= p.period_start and q.period_end <= p.as_of + 1
  order by q.period_start desc limit 4
), targeted as (
  select t.currency, sum(t.amount) as target
  from targets t cross join params p
  where t.period_start = p.period_start
    and (t.owner is null or not exists (select 1 from targets w where w.period_start = p.period_start and w.owner is null))
  group by t.currency
), won as (
  select d.currency, count(*) as n, sum(coalesce(a.value, 0)) as amount
  from placed d
  cross join params p
  join amount_course a on a.deal_id = d.deal_id and a.from_day <= p.as_of and (a.to_day is null or a.to_day > p.as_of)
  where d.outcome = 'won' and d.ended >= p.period_start and d.ended <= p.as_of and d.ended < p.period_end
  group by d.currency
), days as (
  select p.as_of as day, p.period_end as period_end, true as now from params p
  union all select day, period_end, false from past
), due as (
  select d.currency, y.now, y.day, y.period_end, coalesce(a.value, 0) as amount, c.value as close_date,
    d.outcome = 'won' and coalesce(d.ended < y.period_end, false) as came
  from days y
  join placed d on d.created <= y.day and (d.ended is null or d.ended > y.day)
  join amount_course a on a.deal_id = d.deal_id and a.from_day <= y.day and (a.to_day is null or a.to_day > y.day)
  join close_course c on c.deal_id = d.deal_id and c.from_day <= y.day and (c.to_day is null or c.to_day > y.day)
  where c.value < y.period_end
), open_now as (
  select currency, count(*) as n, sum(amount) as amount, sum(case when close_date < day then 1 else 0 end) as n_overdue
  from due where now group by currency
), then_open as (
  select currency, count(*) as n, sum(amount) as amount, sum(case when came then 1 else 0 end) as n_won,
    sum(case when came then amount else 0 end) as won_amount
  from due where not now group by currency
), joined as (
  select c.currency, t.target, coalesce(w.amount, 0) as won, coalesce(w.n, 0) as n_won,
    coalesce(o.amount, 0) as open, coalesce(o.n, 0) as n_open, coalesce(o.n_overdue, 0) as n_overdue,
    greatest(0, t.target - coalesce(w.amount, 0)) as needed_raw,
    (select count(*) from past) as past_periods,
    case when b.amount > 0 then b.won_amount / b.amount end as conversion,
    coalesce(b.n, 0) as n_past, coalesce(b.n_won, 0) as n_past_won
  from (select currency from deals union select currency from targeted) c
  left join targeted t on t.currency is not distinct from c.currency
  left join won w on w.currency is not distinct from c.currency
  left join open_now o on o.currency is not distinct from c.currency
  left join then_open b on b.currency is not distinct from c.currency
), needs as (
  select *, case when target is not null then needed_raw end as needed from joined
)
select currency, target, won, n_won, open, n_open, n_overdue, needed,
  case when needed > 0 then open / needed end as coverage,
  past_periods, conversion, n_past, n_past_won,
  case when n_past > 0 then (cast(n_past_won as double precision) / n_past) end as deal_conversion,
  case when n_past > 0 then greatest(0, ((cast(n_past_won as double precision) / n_past) + 1.920729440648 / n_past - 1.959964 * sqrt((cast(n_past_won as double precision) / n_past) * (1 - (cast(n_past_won as double precision) / n_past)) / n_past + 0.960364720324 / n_past / n_past)) / (1 + 3.841458881296 / n_past)) end as low,
  case when n_past > 0 then least(1, ((cast(n_past_won as double precision) / n_past) + 1.920729440648 / n_past + 1.959964 * sqrt((cast(n_past_won as double precision) / n_past) * (1 - (cast(n_past_won as double precision) / n_past)) / n_past + 0.960364720324 / n_past / n_past)) / (1 + 3.841458881296 / n_past)) end as high,
  open * conversion as expected,
  case when needed > 0 then open * conversion / needed end as expected_coverage
from needs
where target is not null or n_won + n_open + n_past > 0
order by currency;
