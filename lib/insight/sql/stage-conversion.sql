-- Where deals get on, and where they leak. Advanced: reached a later stage after it first came here, or was won.
with firsts as (
  select s.deal_id, s.pipeline, s.stage, s.position, s.outcome, s.ended, min(s.from_day) as first_day
  from stays s
  join placed d on d.deal_id = s.deal_id
  cross join params p
  where d.created >= p.from_day
  group by s.deal_id, s.pipeline, s.stage, s.position, s.outcome, s.ended
), reached as (
  select f.deal_id, f.pipeline, f.stage, f.position, f.outcome, f.ended,
    max(case when l.position > f.position and l.from_day >= f.first_day then 1 else 0 end) as later
  from firsts f join stays l on l.deal_id = f.deal_id
  group by f.deal_id, f.pipeline, f.stage, f.position, f.outcome, f.ended
), fates as (
  select r.pipeline, r.stage, r.position,
    case
      when r.later = 1 or (r.ended <= p.as_of and r.outcome = 'won') then 'advanced'
      when r.ended <= p.as_of then 'lost'
      else 'still'
    end as fate
  from reached r cross join params p
), counts as (
  select pipeline, stage, position, count(*) as n,
    sum(case when fate = 'advanced' then 1 else 0 end) as advanced,
    sum(case when fate = 'lost' then 1 else 0 end) as lost,
    sum(case when fate = 'still' then 1 else 0 end) as still
  from fates group by pipeline, stage, position
)
select pipeline, stage, position, n, advanced, lost, still,
  case when (advanced + lost) > 0 then (cast(advanced as double precision) / (advanced + lost)) end as rate,
  case when (advanced + lost) > 0 then greatest(0, ((cast(advanced as double precision) / (advanced + lost)) + 1.920729440648 / (advanced + lost) - 1.959964 * sqrt((cast(advanced as double precision) / (advanced + lost)) * (1 - (cast(advanced as double precision) / (advanced + lost))) / (advanced + lost) + 0.960364720324 / (advanced + lost) / (advanced + lost))) / (1 + 3.841458881296 / (advanced + lost))) end as low,
  case when (advanced + lost) > 0 then least(1, ((cast(advanced as double precision) / (advanced + lost)) + 1.920729440648 / (advanced + lost) + 1.959964 * sqrt((cast(advanced as double precision) / (advanced + lost)) * (1 - (cast(advanced as double precision) / (advanced + lost))) / (advanced + lost) + 0.960364720324 / (advanced + lost) / (advanced + lost))) / (1 + 3.841458881296 / (advanced + lost))) end as high
from counts
order by pipeline, position;
