-- The same for the pipeline that is due in the period: here deals are also pushed out of it and pulled in.
with courses as (
  select d.deal_id, d.currency, d.outcome, d.created, d.ended, p.since, p.as_of, p.period_start, p.period_end,
    coalesce(a0.value, 0) as first, coalesce(a1.value, 0) as last, c0.value as before_day,
    case when d.ended <= p.as_of then d.ended else c1.value end as after_day
  from placed d
  cross join params p
  join amount_course a0 on a0.deal_id = d.deal_id and a0.from_day <= p.since and (a0.to_day is null or a0.to_day > p.since)
  join amount_course a1 on a1.deal_id = d.deal_id and a1.from_day <= p.as_of and (a1.to_day is null or a1.to_day > p.as_of)
  join close_course c0 on c0.deal_id = d.deal_id and c0.from_day <= p.since and (c0.to_day is null or c0.to_day > p.since)
  join close_course c1 on c1.deal_id = d.deal_id and c1.from_day <= p.as_of and (c1.to_day is null or c1.to_day > p.as_of)
  where d.created <= p.as_of and (d.ended is null or d.ended > p.since)
), scoped as (
  select *,
    created <= since and coalesce(before_day >= period_start and before_day < period_end, false) as was_in,
    coalesce(after_day >= period_start and after_day < period_end, false) as is_in
  from courses
), parts as (
  select currency, 'begin' as part, first as amount from scoped where was_in
  union all select currency, 'new', last from scoped where is_in and created > since
  union all select currency, case when before_day < period_start then 'pushedIn' else 'pulledIn' end, last
    from scoped where is_in and not was_in and created <= since
  union all select currency, case when last > first then 'grown' else 'shrunk' end, last - first
    from scoped where was_in and last <> first
  union all select currency, case when outcome = 'won' then 'won' else 'lost' end, 0 - last
    from scoped where is_in and ended <= as_of
  union all select currency, case when after_day < period_start then 'pulledOut' else 'pushedOut' end, 0 - last
    from scoped where was_in and not is_in
  union all select currency, 'end', last from scoped where is_in and (ended is null or ended > as_of)
), names (part) as (
  values ('begin'), ('new'), ('pulledIn'), ('pushedIn'), ('grown'), ('shrunk'), ('won'), ('lost'), ('pushedOut'), ('pulledOut'), ('end')
)
select c.currency, n.part, count(p.part) as n, coalesce(sum(p.amount), 0) as amount
from (select distinct currency from parts) c
cross join names n
left join parts p on p.part = n.part and p.currency is not distinct from c.currency
group by c.currency, n.part
order by c.currency, n.part;
