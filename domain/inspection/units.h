// The unit tree: provinces, cities, counties by GB/T 2260, and the calendar of the office.
#pragma once

#include "base/working_days.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::inspection {

/// An administrative division.
struct Region {
    std::string code; ///< GB/T 2260: 2, 4 or 6 digits
    std::string name;
    std::string parent;  ///< the code above; empty for a province
    std::string letters; ///< a province's two letters; empty below
};

/// All divisions, from data/regions.csv.
class UnitTree {
public:
    [[nodiscard]] static UnitTree const& built_in();

    /// Null where there is no such code. The pointer lives as long as the program.
    [[nodiscard]] Region const* find(std::string_view code) const;

    /// The province with these two letters, null where there is none.
    /// traps   陕西 SN, 山西 SX; 河北 HE, 湖北 HB; 河南 HA, 海南 HI, 湖南 HN
    [[nodiscard]] Region const* province_by_letters(std::string_view letters) const;

    /// The divisions directly below.
    [[nodiscard]] std::vector<Region const*> below(std::string_view code) const;

    [[nodiscard]] std::size_t size() const { return regions_.size(); }

private:
    std::map<std::string, Region, std::less<>> regions_;
};

/// Holidays and make-up workdays as the State Council announced them, from data/holidays.csv.
[[nodiscard]] Calendar const& office_calendar();

/// The holiday of a day off or of a day that is worked for it, in Chinese as announced; empty where
/// no notice speaks of the day.
[[nodiscard]] std::string_view holiday_of(Day day);

/// What the State Council announced of a year: in the November before it, or a later change.
struct HolidayNotice {
    std::int64_t year = 0;
    Day published;
    std::string title;   ///< as it is, in Chinese
    std::string address; ///< where it can be read
};

/// The notices of a year in the order of their publication, from data/holiday_notices.csv; none:
/// it has not been published, or lies before 2016.
[[nodiscard]] std::vector<HolidayNotice> notices_of(std::int64_t year);

} // namespace ducha::inspection
