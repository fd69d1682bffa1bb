-- Days from creation to the win by segment; the mean of ln(days + 1) is shrunk towards the whole and given back as days.
with wins as (
  select l.dimension, l.level, l.ended - l.created as days,
    ln(cast(l.ended - l.created as double precision) + 1) as log_days,
    row_number() over (partition by l.dimension, l.level order by l.ended - l.created) as r
  from levels l cross join params p
  where l.outcome = 'won' and l.ended >= p.from_day and l.ended <= p.as_of
), groups as (
  select dimension, level, count(*) as n, avg(log_days) as mean_log,
    percentile_cont(0.5) within group (order by days) as median, percentile_cont(0.75) within group (order by days) as p75, percentile_cont(0.9) within group (order by days) as p90,
    greatest(1, floor((count(*) - 1.959964 * sqrt(cast(count(*) as double precision))) / 2)) as low_rank,
    least(count(*), ceil(1 + (count(*) + 1.959964 * sqrt(cast(count(*) as double precision))) / 2)) as high_rank
  from wins group by dimension, level
), inner_spread as (
  select w.dimension, sum(power(w.log_days - g.mean_log, 2)) as within_sum, avg(w.log_days) as m,
    cast(count(*) as double precision) as all_n
  from wins w join groups g on g.dimension = w.dimension and g.level is not distinct from w.level
  group by w.dimension
), wholes as (
  select i.dimension, i.m, i.all_n, count(*) as k,
    case when i.all_n > count(*) then i.within_sum / (i.all_n - count(*)) else 0 end as v,
    sum(cast(g.n as double precision) * g.n) as squares,
    sum(g.n * power(g.mean_log - i.m, 2)) as spread
  from inner_spread i join groups g on g.dimension = i.dimension
  group by i.dimension, i.m, i.all_n, i.within_sum
), priors as (
  select *, case when all_n - squares / all_n > 0 then (spread - (k - 1) * v) / (all_n - squares / all_n) else 0 end as found
  from wholes
), trusts as (
  select g.*, q.m, q.v, q.all_n,
    case when q.found > 1e-12 then q.found / (q.found + q.v / g.n) else 0 end as trust
  from groups g join priors q on q.dimension = g.dimension
), widths as (
  select *, trust * mean_log + (1 - trust) * m as shrunk,
    1.959964 * sqrt(trust * v / n + (1 - trust) * (1 - trust) * v / all_n) as half
  from trusts
)
select g.dimension, g.level, g.n, g.median,
  case when g.n >= 6 then (select w.days from wins w where w.dimension = g.dimension and w.level is not distinct from g.level and w.r = g.low_rank) end as low,
  case when g.n >= 6 then (select w.days from wins w where w.dimension = g.dimension and w.level is not distinct from g.level and w.r = g.high_rank) end as high,
  g.p75, g.p90,
  exp(g.shrunk) - 1 as shrunk, exp(g.shrunk - g.half) - 1 as shrunk_low, exp(g.shrunk + g.half) - 1 as shrunk_high,
  case when g.shrunk - g.half > g.m then 'above' when g.shrunk + g.half < g.m then 'below' else 'no' end as differs
from widths g
order by g.dimension, g.n desc, g.level;
