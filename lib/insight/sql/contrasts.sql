-- What the pattern finder compares: closed deals on which something holds, against those on which it does not. Sizes are left out:
-- they are cut at thirds of the team's own amounts. What happens in a deal's first days only counts where it lived longer.
with flat as (
  select c.deal_id, c.outcome = 'won' as won, c.created, c.ended, c.ended - c.created > 14 as lived14, c.ended - c.created > 30 as lived30,
    cast(date_trunc('month', c.ended) + interval '1 month' as date) - 1 - c.ended as closed_left,
    cast(date_trunc('month', c.created) + interval '1 month' as date) - 1 - c.created as created_left,
    coalesce(qe.period_end - 1 - c.ended, 100000) as closed_from_end, coalesce(qc.period_end - 1 - c.created, 100000) as created_from_end
  from closings c
  left join periods qe on c.ended >= qe.period_start and c.ended < qe.period_end
  left join periods qc on c.created >= qc.period_start and c.created < qc.period_end
), named as (
  select deal_id, outcome = 'won' as won, 'segment' as code, segment as level from closings
  union all select deal_id, outcome = 'won', 'source', source from closings
  union all select deal_id, outcome = 'won', 'product', product from closings
  union all select deal_id, outcome = 'won', 'owner', owner from closings
  union all select deal_id, outcome = 'won', 'team', team from closings
  union all select deal_id, outcome = 'won', 'account', account from closings
), level_list as (
  select distinct code, level from named where level is not null
), weekdays (weekday) as (
  values (0), (1), (2), (3), (4), (5), (6)
), engaged as (
  select f.deal_id, count(k.contact_id) as n
  from flat f left join contacts k on k.deal_id = f.deal_id and k.first_day <= f.created + 14
  group by f.deal_id
), asked as (
  select f.deal_id, min(a.happened_at) as asked_at
  from flat f join activities a on a.deal_id = f.deal_id and a.direction = 'in' and a.happened_at is not null
  group by f.deal_id
), answered as (
  select q.deal_id, extract(epoch from min(a.happened_at) - q.asked_at) / 3600.0 as hours
  from asked q left join activities a on a.deal_id = q.deal_id and a.direction = 'out' and a.happened_at >= q.asked_at
  group by q.deal_id, q.asked_at
), ranked as (
  select f.deal_id, f.created, a.day, a.kind, a.direction,
    row_number() over (
      partition by f.deal_id
      order by a.day, coalesce(a.happened_at, timestamp '1970-01-01 00:00:00'), coalesce(a.kind, ''), coalesce(a.direction, '')
    ) as i
  from flat f join activities a on a.deal_id = f.deal_id
), firsts as (
  select deal_id, kind, direction from ranked where i = 1 and day <= created + 14
), kinds as (
  select distinct kind from ranked where kind is not null
), pushed as (
  select f.deal_id, max(case when cast(m.new as date) > cast(m.old as date) then 1 else 0 end) as yes
  from flat f join moves m on m.deal_id = f.deal_id and m.field = 'close_date' and m.day <= f.created + 30
  group by f.deal_id
), sides as (
  select n.code, l.level as arg, n.won, n.level = l.level as side
  from named n join level_list l on l.code = n.code
  where n.level is not null
  union all select 'contacts', cast(t.least as varchar), f.won, e.n >= t.least
  from flat f join engaged e on e.deal_id = f.deal_id cross join (values (2), (3)) t (least)
  where f.lived14
  union all select 'answeredWithin', cast(t.hours as varchar), f.won, coalesce(a.hours <= t.hours, false)
  from flat f join answered a on a.deal_id = f.deal_id cross join (values (4), (24)) t (hours)
  where f.lived14
  union all select 'activityWithin', '7', f.won, exists (select 1 from activities a where a.deal_id = f.deal_id and a.day <= f.created + 7)
  from flat f where f.lived14
  union all select 'firstDirection', 'in', f.won, a.direction = 'in'
  from flat f join firsts a on a.deal_id = f.deal_id
  where f.lived14 and a.direction is not null
  union all select 'firstKind', k.kind, f.won, a.kind = k.kind
  from flat f join firsts a on a.deal_id = f.deal_id cross join kinds k
  where f.lived14 and a.kind is not null
  union all select 'beganBeyond', '1', f.won, s.position > 1
  from flat f
  join moves m on m.deal_id = f.deal_id and m.field = 'stage' and m.i = 1
  join deals d on d.deal_id = f.deal_id
  join stages s on s.stage = m.old and s.pipeline is not distinct from d.pipeline
  union all select 'pushedWithin', '30', f.won, coalesce(p.yes = 1, false)
  from flat f left join pushed p on p.deal_id = f.deal_id
  where f.lived30
  union all select 'closedInPeriodEnd', cast(t.days as varchar), f.won, f.closed_from_end < t.days
  from flat f cross join (values (7), (14)) t (days)
  union all select 'closedInPeriodEnd', 'month', f.won, f.closed_from_end <= f.closed_left from flat f
  union all select 'createdInPeriodEnd', 'month', f.won, f.created_from_end <= f.created_left from flat f
  union all select 'closedAtMonthEnd', '3', f.won, f.closed_left < 3 from flat f
  union all select 'closedOnWeekday', cast(w.weekday as varchar), f.won, extract(isodow from f.ended) = w.weekday + 1
  from flat f cross join weekdays w
  union all select 'createdOnWeekday', cast(w.weekday as varchar), f.won, extract(isodow from f.created) = w.weekday + 1
  from flat f cross join weekdays w
)
select code, arg,
  sum(case when side then 1 else 0 end) as n_with, sum(case when side and won then 1 else 0 end) as won_with,
  sum(case when side then 0 else 1 end) as n_without, sum(case when not side and won then 1 else 0 end) as won_without
from sides
group by code, arg
having sum(case when side then 1 else 0 end) > 0 and sum(case when side then 0 else 1 end) > 0
order by code, arg;
