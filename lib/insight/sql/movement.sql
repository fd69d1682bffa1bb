-- How the open pipeline moved from the end of `since` to the end of `as_of`: begin + all other parts = end.
with courses as (
  select d.deal_id, d.currency, d.outcome, d.created, d.ended, p.since, p.as_of,
    coalesce(a0.value, 0) as first, coalesce(a1.value, 0) as last
  from placed d
  cross join params p
  join amount_course a0 on a0.deal_id = d.deal_id and a0.from_day <= p.since and (a0.to_day is null or a0.to_day > p.since)
  join amount_course a1 on a1.deal_id = d.deal_id and a1.from_day <= p.as_of and (a1.to_day is null or a1.to_day > p.as_of)
  where d.created <= p.as_of and (d.ended is null or d.ended > p.since)
), parts as (
  select currency, 'begin' as part, first as amount from courses where created <= since
  union all select currency, 'new', last from courses where created > since
  union all select currency, case when last > first then 'grown' else 'shrunk' end, last - first
    from courses where created <= since and last <> first
  union all select currency, case when outcome = 'won' then 'won' else 'lost' end, 0 - last
    from courses where ended <= as_of
  union all select currency, 'end', last from courses where ended is null or ended > as_of
), names (part) as (
  values ('begin'), ('new'), ('pulledIn'), ('pushedIn'), ('grown'), ('shrunk'), ('won'), ('lost'), ('pushedOut'), ('pulledOut'), ('end')
)
select c.currency, n.part, count(p.part) as n, coalesce(sum(p.amount), 0) as amount
from (select distinct currency from parts) c
cross join names n
left join parts p on p.part = n.part and p.currency is not distinct from c.currency
group by c.currency, n.part
order by c.currency, n.part;
