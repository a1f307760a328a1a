// Days of the office, and the days on which terms end.
#include "domain/inspection/term.h"

#include "domain/inspection/units.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ducha::inspection {
namespace {

Day on(std::string_view text)
{
    return parse_day(text).value();
}

OfficeDay shown(std::string_view text)
{
    auto const day = on(text);
    auto const year = days_of(static_cast<int>(civil(day).year())).value();
    return *std::ranges::find(year, day, &OfficeDay::day);
}

std::int64_t how_many(std::vector<OfficeDay> const& year, DayKind kind)
{
    return std::ranges::count(year, kind, &OfficeDay::kind);
}

TEST(OfficeDay, IsWhatTheNoticeSaysOfIt)
{
    std::pair<std::string_view, DayKind> const days[] = {
        {"2026-09-20", DayKind::make_up_workday}, // Sunday
        {"2026-09-30", DayKind::workday},
        {"2026-10-01", DayKind::holiday},
        {"2026-10-03", DayKind::holiday}, // Saturday, of the National Day
        {"2026-10-08", DayKind::workday},
        {"2026-10-10", DayKind::make_up_workday}, // Saturday
        {"2026-10-11", DayKind::rest},
        {"2020-02-03", DayKind::workday}, // Monday, of which a notice speaks
    };
    for (auto const& [day, kind] : days) {
        EXPECT_EQ(shown(day).kind, kind) << day;
    }
    EXPECT_EQ(shown("2026-10-10").holiday, (Sentence{"国庆节", "National Day"}));
    EXPECT_EQ(
        shown("2025-10-06").holiday,
        (Sentence{"国庆节、中秋节", "Mid-Autumn Festival, National Day"})
    );
    EXPECT_EQ(shown("2026-10-11").holiday, Sentence{});
}

TEST(OfficeDay, MakesUpAYear)
{
    auto const year = days_of(2026).value();
    EXPECT_EQ(year.size(), 365U);
    EXPECT_EQ(how_many(year, DayKind::holiday), 33);
    EXPECT_EQ(how_many(year, DayKind::make_up_workday), 6);
    EXPECT_EQ(
        how_many(year, DayKind::workday) + how_many(year, DayKind::make_up_workday),
        office_calendar().working_days(on("2026-01-01"), on("2026-12-31"))
    );
    EXPECT_EQ(days_of(2024).value().size(), 366U);
    // Of a year that is not published only the weekends are known.
    EXPECT_EQ(how_many(days_of(2099).value(), DayKind::holiday), 0);
    EXPECT_EQ(days_of(1999).error().code, "inspection.year_out_of_range");
    EXPECT_EQ(days_of(2101).error().where, "year");
}

TEST(OfficeDay, HasAHolidayWithAnEnglishName)
{
    for (std::int64_t year = 2016; year <= 2026; ++year) {
        auto const days = days_of(year).value();
        for (auto const& day : days) {
            EXPECT_TRUE(std::ranges::all_of(day.holiday.en, [](unsigned char letter) {
                return letter < 128;
            })) << day.holiday.zh;
        }
    }
}

TEST(HolidayNotice, IsThereForEachYearOfWhichDaysAreKnown)
{
    auto const last = office_calendar().last_known_year().value();
    for (std::int64_t year = 2016; year <= last; ++year) {
        auto const notices = notices_of(year);
        ASSERT_FALSE(notices.empty()) << year;
        for (auto const& notice : notices) {
            EXPECT_TRUE(notice.title.contains(std::to_string(year))) << notice.title;
            EXPECT_TRUE(notice.address.starts_with("https://www.gov.cn/")) << notice.address;
        }
    }
    EXPECT_TRUE(notices_of(last + 1).empty());
    EXPECT_EQ(notices_of(2026).front().published, on("2025-11-04"));
    EXPECT_EQ(notices_of(2020).size(), 2U); // and the Spring Festival that was made longer
}

TEST(Term, EndsBehindTheNationalDay)
{
    auto const owed = reckon({on("2026-09-29"), 5, TermUnit::working_days}).value();
    EXPECT_EQ(owed.due, on("2026-10-12")); // 30 September, 8, 9, 10 (made up) and 12 October
    EXPECT_EQ(owed.calendar_days, 13);
    EXPECT_EQ(owed.working_days, 5);
    EXPECT_TRUE(owed.unpublished_years.empty());
}

TEST(Term, InCalendarDaysTakesNoNoticeOfHolidays)
{
    auto const owed = reckon({on("2026-09-29"), 10, TermUnit::calendar_days}).value();
    EXPECT_EQ(owed.due, on("2026-10-09"));
    EXPECT_EQ(owed.working_days, 3);
}

TEST(Term, NamesTheYearsThatAreNotPublished)
{
    auto const owed = reckon({on("2026-12-28"), 10, TermUnit::working_days}).value();
    EXPECT_EQ(owed.unpublished_years, (std::vector<std::int64_t>{2027}));
    EXPECT_EQ(owed.due, on("2027-01-11")); // by weekdays alone
    auto const within = reckon({on("2026-12-21"), 10, TermUnit::calendar_days}).value();
    EXPECT_EQ(within.due, on("2026-12-31"));
    EXPECT_TRUE(within.unpublished_years.empty());
}

TEST(Term, OfNoDaysEndsWhereItBegins)
{
    EXPECT_EQ(reckon({on("2026-10-01"), 0, TermUnit::working_days}).value().due, on("2026-10-01"));
}

TEST(Term, IsRefusedOutsideOfItsBounds)
{
    auto const refusal = [](Term const& term) { return reckon(term).error(); };
    EXPECT_EQ(
        refusal({on("2026-10-01"), -1, TermUnit::working_days}).code,
        "inspection.length_out_of_range"
    );
    EXPECT_EQ(refusal({on("2026-10-01"), 3661, TermUnit::working_days}).where, "workdays");
    EXPECT_EQ(refusal({on("2026-10-01"), 3661, TermUnit::calendar_days}).where, "days");
    EXPECT_EQ(refusal({on("1999-12-31"), 1, {}}).where, "from");
}

} // namespace
} // namespace ducha::inspection
