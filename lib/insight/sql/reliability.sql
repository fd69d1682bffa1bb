-- Closed deals by the chance last given before the day they closed, against how many were won.
with said as (
  select c.deal_id, c.outcome, s.chance, row_number() over (partition by c.deal_id order by s.day desc) as back
  from closings c join scores s on s.deal_id = c.deal_id and s.day < c.ended
), binned as (
  select least(9, floor(chance * 10)) as bin, chance, outcome from said where back = 1
), counts as (
  select bin, count(*) as n, avg(chance) as mean_chance, sum(case when outcome = 'won' then 1 else 0 end) as won
  from binned group by bin
)
select bin, n, mean_chance, won,
  case when n > 0 then (cast(won as double precision) / n) end as rate,
  case when n > 0 then greatest(0, ((cast(won as double precision) / n) + 1.920729440648 / n - 1.959964 * sqrt((cast(won as double precision) / n) * (1 - (cast(won as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as low,
  case when n > 0 then least(1, ((cast(won as double precision) / n) + 1.920729440648 / n + 1.959964 * sqrt((cast(won as double precision) / n) * (1 - (cast(won as double precision) / n)) / n + 0.960364720324 / n / n)) / (1 + 3.841458881296 / n)) end as high
from counts
order by bin;
