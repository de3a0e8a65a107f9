local go = coroutine.wrap(function() while true do end end)
go()
