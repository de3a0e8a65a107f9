/* iamc.h : a run in the data format of the Integrated Assessment Modeling Consortium, wide form.
 *
 * Columns Model, Scenario, Region, Variable, Unit and one a year; a row for each value with an `iamc` name, an element of
 * an axis below it ("Emissions|CO2|Coal"). An empty cell is no value. Units are those of the consortium where there is
 * one: million (persons), Mt CO2/yr, EJ/yr (1 tce = 29.3076 GJ, 1 kWh = 3.6 MJ), billion CNY_2020/yr, CNY_2020/t CO2, %;
 * otherwise the declared one. */
#ifndef YJ_RECORD_IAMC_H
#define YJ_RECORD_IAMC_H
#include "record/buffer.h"
#include "study/result.h"

/* The rows of these runs under one header; the years are those of the first. Returns the number of rows. */
unsigned iamc_of_results(Buffer *, const Result *const *, unsigned n);

/* The consortium's unit for a declared one into out, and how much of it one base unit is. */
enum { IAMC_UNIT = 160 };
double iamc_unit(const UnitTable *, Unit, char out[IAMC_UNIT]);
#endif
