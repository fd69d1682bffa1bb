-- Win rate by segment with 95 % intervals, and shrunk towards the whole (beta-binomial, prior by moments: Kleinman 1973).
with groups as (
  select l.dimension, l.level, count(*) as n, sum(case when l.outcome = 'won' then 1 else 0 end) as won
  from levels l cross join params p
  where l.ended >= p.from_day and l.ended <= p.as_of
  group by l.dimension, l.level
), wholes as (
  select dimension, count(*) as k, cast(sum(n) as double precision) as all_n,
    cast(sum(won) as double precision) / sum(n) as m,
    sum(cast(n as double precision) * n) as squares
  from groups group by dimension
), spreads as (
  select g.dimension, sum(g.n * power(cast(g.won as double precision) / g.n - w.m, 2)) as spread
  from groups g join wholes w on w.dimension = g.dimension
  group by g.dimension
), priors as (
  select w.dimension, w.m, w.all_n, w.m * (1 - w.m) as v,
    case when w.all_n - w.squares / w.all_n > 0
      then (s.spread - (w.k - 1) * w.m * (1 - w.m)) / (w.all_n - w.squares / w.all_n) else 0 end as between_var
  from wholes w join spreads s on s.dimension = w.dimension
), strengths as (
  select *, case when between_var > 1e-12 then greatest(0, v / between_var - 1) end as strength from priors
), posteriors as (
  select g.dimension, g.level, g.n, g.won, s.m, s.v, s.all_n, s.strength,
    case when s.strength is null then s.m else (g.won + s.strength * s.m) / (g.n + s.strength) end as shrunk,
    case when s.strength is null then 1 else s.strength / (g.n + s.strength) end as rest
  from groups g join strengths s on s.dimension = g.dimension
), widths as (
  select *, 1.959964 * sqrt(
    case when strength is null then 0 else shrunk * (1 - shrunk) / (n + strength + 1) end + rest * rest * v / all_n) as half
  from posteriors
)
select dimension, level, n, won,
  case when n > 0 then (cast(won as double precision) / n) end as rate,
  case when n > 0 then greatest(0, ((cast(won as double precision) / n) + 1.920729440648 / n - 1.959964 * sqrt((cast(won as double precision) / n) * (1 - (cast(won as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as low,
  case when n > 0 then least(1, ((cast(won as double precision) / n) + 1.920729440648 / n + 1.959964 * sqrt((cast(won as double precision) / n) * (1 - (cast(won as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as high,
  shrunk, greatest(0, shrunk - half) as shrunk_low, least(1, shrunk + half) as shrunk_high,
  case when shrunk - half > m then 'above' when shrunk + half < m then 'below' else 'no' end as differs
from widths
order by dimension, n desc, level;
