/* Targets against paths: the straight line and the four status words. */
#include "study/scorecard.h"
#include "support/check.h"

/* A target for 2025 from 2020; the path gives 2020..2025. */
static Status of(Goal goal, const double path[6]) {
  const double years[] = {2020, 2021, 2022, 2023, 2024, 2025};
  return scorecard_status(&goal, 6, years, path);
}

static Goal at_least(double goal, double base) { return (Goal){'>', goal, 2020, base, false}; }
static Goal at_most(double goal, double base) { return (Goal){'<', goal, 2020, base, false}; }
static Goal about(double goal, double base) { return (Goal){'~', goal, 2020, base, false}; }

static void the_line_is_straight_and_exact(void **state) {
  (void)state;
  Goal g = at_least(73, 68);
  for (int i = 0; i <= 5; i++) assert_same_double(scorecard_line(&g, 2025, 2020 + i), 68 + i);
  Goal mean = {'>', 6, 2020, NAN, true};
  assert_same_double(scorecard_line(&mean, 2025, 2022), 6);
  Goal without = at_least(73, NAN);
  assert_true(isnan(scorecard_line(&without, 2025, 2022)));
}

static void early_is_reached_before_and_kept(void **state) {
  (void)state;
  assert_int_equal(of(at_least(73, 68), (double[]){68, 70, 72, 73, 74, 75}), STATUS_EARLY);
  assert_int_equal(of(at_most(5.5, 5.7), (double[]){5.7, 5.6, 5.5, 5.4, 5.4, 5.3}), STATUS_EARLY);
  /* reached, lost, reached again in the last year only */
  assert_int_equal(of(at_least(73, 68), (double[]){68, 70, 73, 72.9, 72.9, 73}), STATUS_ON_SCHEDULE);
}

static void ahead_keeps_to_the_line_and_goes_beyond(void **state) {
  (void)state;
  assert_int_equal(of(at_least(73, 68), (double[]){68, 69.1, 70.2, 71.3, 72.4, 73.5}), STATUS_AHEAD);
  assert_int_equal(of(at_least(73, 68), (double[]){68, 69.1, 70.2, 71.3, 72.4, 73.06}), STATUS_AHEAD);
  /* beyond by less than a hundredth of the way */
  assert_int_equal(of(at_least(73, 68), (double[]){68, 69.1, 70.2, 71.3, 72.4, 73.04}), STATUS_ON_SCHEDULE);
  /* one year behind the line */
  assert_int_equal(of(at_least(73, 68), (double[]){68, 68.9, 70.2, 71.3, 72.4, 73.5}), STATUS_ON_SCHEDULE);
}

static void behind_misses_its_year(void **state) {
  (void)state;
  assert_int_equal(of(at_least(73, 68), (double[]){68, 70, 72, 73, 73, 72.99}), STATUS_BEHIND);
  assert_int_equal(of(at_most(0.025, 0.04), (double[]){0.04, 0.035, 0.03, 0.03, 0.03, 0.0251}), STATUS_BEHIND);
  assert_int_equal(of(at_least(73, 68), (double[]){68, 69, 70, 71, 72, NAN}), STATUS_BEHIND);
}

static void exactly_met_is_on_schedule(void **state) {
  (void)state;
  assert_int_equal(of(at_least(73, 68), (double[]){68, 69, 70, 71, 72, 73}), STATUS_ON_SCHEDULE);
  assert_int_equal(of(at_least(73, 68), (double[]){68, 69, 70, 71, 72, 73 * (1 - 4e-16)}), STATUS_ON_SCHEDULE);
}

static void a_goal_that_the_base_meets_is_kept_not_early(void **state) {
  (void)state;
  assert_int_equal(of(at_least(88, 91), (double[]){91, 91, 91, 90, 90, 88}), STATUS_ON_SCHEDULE);
  assert_int_equal(of(at_least(88, 91), (double[]){91, 92, 92, 92, 92, 92}), STATUS_AHEAD);
  assert_int_equal(of(at_least(88, 91), (double[]){91, 91, 90, 89, 88, 87}), STATUS_BEHIND);
  /* the base is not given but the path begins there */
  assert_int_equal(of(at_least(88, NAN), (double[]){91, 91, 91, 90, 90, 88}), STATUS_ON_SCHEDULE);
}

static void about_forgives_a_little(void **state) {
  (void)state;
  Goal growth = {'~', 6, 2020, NAN, true};
  assert_int_equal(of(growth, (double[]){6, 6, 6, 6, 6, 5.71}), STATUS_ON_SCHEDULE);
  assert_int_equal(of(growth, (double[]){6, 6, 6, 6, 6, 5.69}), STATUS_BEHIND);
  assert_int_equal(of(growth, (double[]){7, 7, 7, 7, 7, 7}), STATUS_AHEAD);
  /* no more than a tenth of the way: from 70 to 80 a value of 79 will do, and 78.9 will not */
  assert_int_equal(of(about(80, 70), (double[]){70, 72, 74, 76, 78, 79}), STATUS_ON_SCHEDULE);
  assert_int_equal(of(about(80, 70), (double[]){70, 72, 74, 76, 78, 78.9}), STATUS_BEHIND);
  /* downwards from a base above; early only at the goal itself */
  assert_int_equal(of(about(10, 20), (double[]){20, 18, 15, 10.4, 10.4, 10.4}), STATUS_ON_SCHEDULE);
  assert_int_equal(of(about(10, 20), (double[]){20, 18, 15, 10, 10, 10}), STATUS_EARLY);
}

static void a_mean_is_never_early(void **state) {
  (void)state;
  Goal g = {'>', 6.5, 2020, NAN, true};
  assert_int_equal(of(g, (double[]){8, 8, 8, 8, 8, 8}), STATUS_AHEAD);
  assert_int_equal(of(g, (double[]){6, 8, 8, 8, 8, 8}), STATUS_AHEAD);       /* the base year does not count */
  assert_int_equal(of(g, (double[]){8, 6, 8, 8, 8, 8}), STATUS_ON_SCHEDULE);
}

static void each_status_has_its_words(void **state) {
  (void)state;
  for (Status s = 0; s < STATUS_COUNT; s++) {
    assert_non_null(status_words[s].id);
    assert_non_null(status_words[s].zh);
    assert_non_null(status_words[s].en);
  }
  assert_string_equal(status_words[STATUS_EARLY].zh, "提前完成");
  assert_string_equal(status_words[STATUS_AHEAD].zh, "达到时序进度、预计可超额完成");
  assert_string_equal(status_words[STATUS_ON_SCHEDULE].zh, "达到或基本达到时序进度、预计可如期完成");
  assert_string_equal(status_words[STATUS_BEHIND].zh, "未达进度、预计完成有难度");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_line_is_straight_and_exact),
    cmocka_unit_test(early_is_reached_before_and_kept),
    cmocka_unit_test(ahead_keeps_to_the_line_and_goes_beyond),
    cmocka_unit_test(behind_misses_its_year),
    cmocka_unit_test(exactly_met_is_on_schedule),
    cmocka_unit_test(a_goal_that_the_base_meets_is_kept_not_early),
    cmocka_unit_test(about_forgives_a_little),
    cmocka_unit_test(a_mean_is_never_early),
    cmocka_unit_test(each_status_has_its_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
