return next({})
