-- Open deals that are older, or longer in their stage, than nine of ten won deals were; beside: closed deals that lived as long.
with wins as (
  select count(*) as n, percentile_cont(0.9) within group (order by ended - created) as p90 from closings where outcome = 'won'
), spent as (
  select s.deal_id, s.pipeline, s.stage, sum(coalesce(s.left_day, p.as_of) - s.from_day) as days
  from stays s
  join closings c on c.deal_id = s.deal_id
  cross join params p
  where s.outcome = 'won'
  group by s.deal_id, s.pipeline, s.stage
), limits as (
  select pipeline, stage, percentile_cont(0.9) within group (order by days) as p90 from spent group by pipeline, stage having count(*) >= 5
), here as (
  select deal_id, stage, from_day, row_number() over (partition by deal_id order by i desc) as back, left_day from stays
), open_deals as (
  select d.deal_id, d.pipeline, d.currency, s.value as stage, a.value as amount, p.as_of - d.created as age,
    case when h.stage = s.value and h.left_day is null then p.as_of - h.from_day end as stage_age
  from placed d
  cross join params p
  join stage_course s on s.deal_id = d.deal_id and s.from_day <= p.as_of and (s.to_day is null or s.to_day > p.as_of)
  join amount_course a on a.deal_id = d.deal_id and a.from_day <= p.as_of and (a.to_day is null or a.to_day > p.as_of)
  left join here h on h.deal_id = d.deal_id and h.back = 1
  where d.created <= p.as_of and (d.ended is null or d.ended > p.as_of)
), compared as (
  select o.*, case when w.n >= 5 then w.p90 end as age_limit, l.p90 as stage_limit
  from open_deals o
  cross join wins w
  left join limits l on l.stage = o.stage and l.pipeline is not distinct from o.pipeline
), ages as (
  select least(104, floor((ended - created) / 7)) as week, outcome from closings
), weeks as (
  select week, count(*) as n, sum(case when outcome = 'won' then 1 else 0 end) as won from ages group by week
)
select c.deal_id, c.stage, c.age, c.stage_age, c.age_limit, c.stage_limit, c.amount, c.currency,
  coalesce(sum(w.n), 0) as n_as_old,
  case when sum(w.n) > 0 then cast(sum(w.won) as double precision) / sum(w.n) end as won_as_old
from compared c
left join weeks w on w.week >= least(104, floor(c.age / 7))
where c.age > c.age_limit or c.stage_age > c.stage_limit
group by c.deal_id, c.stage, c.age, c.stage_age, c.age_limit, c.stage_limit, c.amount, c.currency
order by c.age desc, c.deal_id;
