-- 延续: what is under way goes on. Every path is the region's own; nothing is added.
return scenario "baseline" {
  title = {zh = "延续", en = "Continuation"}, model = "chongqing",
  story = {zh = "已开工的通道和电厂按期投产，投资率、生育与迁移沿近年轨迹缓慢变化，能效与电气化保持二〇一五年以来的速度。没有新增政策，各项目标能走到哪里，就看到哪里。",
           en = "Lines and plants under construction open on time; investment, births and migration go on along their recent paths, efficiency and electrification at the pace since 2015. No new policy is added: where the targets end up is what is shown."},
}
