-- What the metrics share: run once after the tables of the layout and what is asked are there (see README.md).
-- `params` has one row: as_of, from_day, since, period_start, period_end (the first day after the period).
-- `periods` and `months` have period_start and period_end. Fiscal years are in them, not in the SQL.

-- Deals that have a place in time; `ended` is null while a deal is open.
create table placed as
select d.*, case when d.outcome = 'open' then null else d.closed end as ended
from deals d
where d.created is not null
  and (d.outcome = 'open' or (d.closed is not null and d.closed >= d.created));

create table moves as
select deal_id, field, day, seq, old, new,
  row_number() over (partition by deal_id, field order by day, seq) as i,
  lead(day) over (partition by deal_id, field order by day, seq) as next_day
from changes;

-- The course of each field: `value` holds from `from_day` on, before `to_day`; null: to this day.
create table stage_course as
select deal_id, cast('0001-01-01' as date) as from_day, day as to_day, old as value, 0 as i from moves where field = 'stage' and i = 1
union all
select deal_id, day, next_day, new, i from moves where field = 'stage'
union all
select deal_id, cast('0001-01-01' as date), cast(null as date), stage, 0 from deals
where deal_id not in (select deal_id from moves where field = 'stage');

create table amount_course as
select deal_id, cast('0001-01-01' as date) as from_day, day as to_day,
  case when old ~ '^-?[0-9]+([.][0-9]+)?$' then cast(old as double precision) end as value
from moves where field = 'amount' and i = 1
union all
select deal_id, day, next_day, case when new ~ '^-?[0-9]+([.][0-9]+)?$' then cast(new as double precision) end
from moves where field = 'amount'
union all
select deal_id, cast('0001-01-01' as date), cast(null as date), amount from deals
where deal_id not in (select deal_id from moves where field = 'amount');

create table close_course as
select deal_id, cast('0001-01-01' as date) as from_day, day as to_day, cast(old as date) as value
from moves where field = 'close_date' and i = 1
union all
select deal_id, day, next_day, cast(new as date) from moves where field = 'close_date'
union all
select deal_id, cast('0001-01-01' as date), cast(null as date), close_date from deals
where deal_id not in (select deal_id from moves where field = 'close_date');

-- Stays in open stages by as_of; `left_day` is null while a deal is there.
create table stays as
select c.deal_id, d.pipeline, s.stage, s.position, d.outcome, d.ended, c.i,
  greatest(c.from_day, d.created) as from_day,
  case
    when c.to_day is not null and c.to_day <= coalesce(case when d.ended <= p.as_of then d.ended end, p.as_of) then c.to_day
    when d.ended <= p.as_of then d.ended
  end as left_day
from stage_course c
join placed d on d.deal_id = c.deal_id
cross join params p
join stages s on s.stage = c.value and s.pipeline is not distinct from d.pipeline
where d.created <= p.as_of
  and greatest(c.from_day, d.created) <= coalesce(case when d.ended <= p.as_of then d.ended end, p.as_of)
  and (c.to_day is null or c.to_day >= d.created);

-- Won and lost from from_day to as_of.
create table closings as
select d.* from placed d cross join params p where d.ended >= p.from_day and d.ended <= p.as_of;

-- Every deal under each of its groups; sizes are tenfold bands within a currency.
create table levels as
select deal_id, ended, created, outcome, dimension, level from (
  select deal_id, ended, created, outcome, 'all' as dimension, cast(null as varchar) as level from placed
  union all select deal_id, ended, created, outcome, 'segment', segment from placed
  union all select deal_id, ended, created, outcome, 'source', source from placed
  union all select deal_id, ended, created, outcome, 'product', product from placed
  union all select deal_id, ended, created, outcome, 'owner', owner from placed
  union all select deal_id, ended, created, outcome, 'team', team from placed
  union all select deal_id, ended, created, outcome, 'size',
    case
      when amount is null then null
      when amount < 1000 then coalesce(currency, '?') || ' <1000'
      when amount < 10000 then coalesce(currency, '?') || ' <10000'
      when amount < 100000 then coalesce(currency, '?') || ' <100000'
      when amount < 1000000 then coalesce(currency, '?') || ' <1000000'
      else coalesce(currency, '?') || ' >=1000000'
    end
  from placed
) x;
