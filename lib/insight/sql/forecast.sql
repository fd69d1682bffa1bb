-- What is won, the weighted pipeline, the run rate, and the last call of every method for the period.
with past as (
  select q.period_start, q.period_end
  from periods q cross join params p
  where q.period_end <= p.period_start and q.period_end <= p.as_of + 1
  order by q.period_start desc limit 4
), currencies as (
  select distinct currency from deals
), valued as (
  select d.currency, d.outcome, d.created, d.ended, d.probability, coalesce(a.value, 0) as amount, c.value as close_date
  from placed d
  cross join params p
  join amount_course a on a.deal_id = d.deal_id and a.from_day <= p.as_of and (a.to_day is null or a.to_day > p.as_of)
  join close_course c on c.deal_id = d.deal_id and c.from_day <= p.as_of and (c.to_day is null or c.to_day > p.as_of)
), won as (
  select c.currency, count(v.outcome) as n, coalesce(sum(v.amount), 0) as value
  from currencies c
  cross join params p
  left join valued v on v.currency is not distinct from c.currency and v.outcome = 'won'
    and v.ended >= p.period_start and v.ended <= p.as_of and v.ended < p.period_end
  group by c.currency
), weighed as (
  select c.currency, count(v.outcome) as n, coalesce(sum(v.probability * v.amount), 0) as value
  from currencies c
  cross join params p
  left join valued v on v.currency is not distinct from c.currency and v.probability is not null
    and v.created <= p.as_of and (v.ended is null or v.ended > p.as_of) and v.close_date < p.period_end
  group by c.currency
), won_then as (
  select c.currency, q.period_start, coalesce(sum(v.amount), 0) as value
  from currencies c
  cross join past q
  left join valued v on v.currency is not distinct from c.currency and v.outcome = 'won'
    and v.ended >= q.period_start and v.ended < q.period_end
  group by c.currency, q.period_start
), rate as (
  select currency, count(*) as n, avg(value) as value,
    case when count(*) > 1 then 1.281552 * stddev_samp(value) * sqrt(1 + 1 / cast(count(*) as double precision)) end as half
  from won_then group by currency
), last_calls as (
  select k.*, row_number() over (partition by k.method, k.currency, k.owner order by k.said_on desc) as back
  from calls k cross join params p
  where k.period_start = p.period_start and k.said_on <= p.as_of
)
select 'won' as method, currency, value, cast(null as double precision) as low, cast(null as double precision) as high, n from won
union all
select 'weighted', w.currency, w.value + o.value, null, null, w.n + o.n
from weighed w join won o on o.currency is not distinct from w.currency
where w.n + o.n > 0
union all
select 'runRate', currency, value, greatest(0, value - half), value + half, n from (select * from rate where half is not null) r
union all
select 'runRate', currency, value, null, null, n from rate where half is null
union all
select method, currency, sum(value), case when count(low) = count(*) then sum(low) end,
  case when count(high) = count(*) then sum(high) end, count(*)
from last_calls where back = 1 group by method, currency
order by method, currency;
