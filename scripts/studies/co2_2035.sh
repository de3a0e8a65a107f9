#!/bin/bash
# What decides Chongqing's CO2 in 2035 under the green scenario? Three questions, from cheap to exact, each one command:
#
#   1. Which of the uncertain inputs matter at all?         Morris screening, about 2,500 runs
#   2. Which part of the model do they come from?           Sobol by groups, one a file of the model, about 43,000 runs
#   3. How much does each explain, alone and together?      Sobol input by input, about 320,000 runs
#
# From the project's folder:   bash scripts/studies/co2_2035.sh
# Another question: change the lines below, or give them before the command, as in
#   SCENARIO=scripts/plan.lua OUTCOME=gdp YEAR=2030 bash scripts/studies/co2_2035.sh
# Stopped half way? Give the same command again: what is done is kept in studies.db and not done twice.
set -eu

scenario=${SCENARIO:-scripts/green.lua}
outcome=${OUTCOME:-co2}
year=${YEAR:-2035}
archive=${ARCHIVE:-studies.db}
program=${PROGRAM:-build/yuanjing}
sized=${SIZED:-}                  # "-n 64" for a quick try of all three

ask() { "$program" sensitivity "$@" "$scenario" --indicators "$outcome" --archive "$archive"; echo; }

ask morris ${sized:--n 32} --years "$year"
ask sobol ${sized:--n 2048} --groups by-file                # all years: the heat map shows when a part begins to matter
ask sobol ${sized:--n 4096} --years "$year" --csv "${outcome}_${year}.csv"
