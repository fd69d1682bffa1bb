-- Open deals by stage, by the period they are due in, and by currency.
with open_deals as (
  select d.pipeline, s.value as stage, c.value as close_date, a.value as amount, d.currency
  from placed d
  cross join params p
  join stage_course s on s.deal_id = d.deal_id and s.from_day <= p.as_of and (s.to_day is null or s.to_day > p.as_of)
  join close_course c on c.deal_id = d.deal_id and c.from_day <= p.as_of and (c.to_day is null or c.to_day > p.as_of)
  join amount_course a on a.deal_id = d.deal_id and a.from_day <= p.as_of and (a.to_day is null or a.to_day > p.as_of)
  where d.created <= p.as_of and (d.ended is null or d.ended > p.as_of)
)
select o.pipeline, o.stage, t.position, q.period_start, o.currency,
  count(*) as n, coalesce(sum(o.amount), 0) as amount,
  sum(case when o.amount is null then 1 else 0 end) as without_amount
from open_deals o
left join periods q on o.close_date >= q.period_start and o.close_date < q.period_end
left join stages t on t.stage = o.stage and t.pipeline is not distinct from o.pipeline
group by o.pipeline, o.stage, t.position, q.period_start, o.currency
order by o.pipeline, t.position, o.stage, q.period_start, o.currency;
