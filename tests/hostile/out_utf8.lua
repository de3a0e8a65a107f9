for _, c in utf8.codes("\xf4\x90\x80\x80") do end
