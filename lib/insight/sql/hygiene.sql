-- Completeness, junk and freshness of fields, and compliance with criteria, as the open deals stand on as_of.
with said as (
  select f.*, row_number() over (partition by f.deal_id, f.kind, f.rule order by f.day desc) as back
  from flags f cross join params p
  where f.day <= p.as_of and f.kind <> 'signal'
), standing as (
  select f.kind, f.rule, f.verdict, f.reason, d.team, d.owner
  from said f
  join placed d on d.deal_id = f.deal_id
  cross join params p
  where f.back = 1 and f.verdict <> 'notApplicable' and d.created <= p.as_of and (d.ended is null or d.ended > p.as_of)
), grouped as (
  select kind, rule, verdict, reason, 'all' as by_, cast(null as varchar) as level from standing
  union all select kind, rule, verdict, reason, 'team', team from standing
  union all select kind, rule, verdict, reason, 'owner', owner from standing
), counts as (
  select kind, rule, by_, level,
    sum(case when verdict in ('met', 'notMet') then 1 else 0 end) as n,
    sum(case when verdict = 'met' then 1 else 0 end) as met,
    sum(case when verdict = 'notMet' and reason = 'missing' then 1 else 0 end) as missing,
    sum(case when verdict = 'notMet' and reason = 'junk' then 1 else 0 end) as junk,
    sum(case when verdict = 'notMet' and reason = 'stale' then 1 else 0 end) as stale,
    sum(case when verdict in ('met', 'notMet') then 0 else 1 end) as unknown
  from grouped group by kind, rule, by_, level
)
select kind, rule, by_ as "by", level, n, met, missing, junk, stale, unknown,
  case when n > 0 then (cast(met as double precision) / n) end as rate,
  case when n > 0 then greatest(0, ((cast(met as double precision) / n) + 1.920729440648 / n - 1.959964 * sqrt((cast(met as double precision) / n) * (1 - (cast(met as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as low,
  case when n > 0 then least(1, ((cast(met as double precision) / n) + 1.920729440648 / n + 1.959964 * sqrt((cast(met as double precision) / n) * (1 - (cast(met as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as high
from counts
order by kind, rule, by_, level;
