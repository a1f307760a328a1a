// The unit tree and the calendar, read once from the data that the program carries.
#include "domain/inspection/units.h"

#include "base/invariant.h"
#include "base/text.h"

#include "generated/inspection_data.h"

namespace ducha::inspection {
namespace {

/// The rows of our own tables: no quotes, no empty lines, checked by tests.
template <class Take>
void each_row(std::string_view table, Take const& take)
{
    bool header = true;
    for (auto const line : split(table, '\n')) {
        if (!header && !trimmed(line).empty()) {
            take(split(trimmed(line), ','));
        }
        header = false;
    }
}

} // namespace

UnitTree const& UnitTree::built_in()
{
    static UnitTree const tree = [] {
        UnitTree built;
        each_row(data::regions, [&](std::vector<std::string_view> const& fields) {
            invariant(fields.size() == 4, "data/regions.csv has code,name,parent,letters");
            Region region{
                .code = std::string{fields[0]},
                .name = std::string{fields[1]},
                .parent = std::string{fields[2]},
                .letters = std::string{fields[3]},
            };
            auto const code = region.code;
            built.regions_.emplace(code, std::move(region));
        });
        return built;
    }();
    return tree;
}

Region const* UnitTree::find(std::string_view code) const
{
    auto const found = regions_.find(code);
    return found == regions_.end() ? nullptr : &found->second;
}

Region const* UnitTree::province_by_letters(std::string_view letters) const
{
    for (auto const& [code, region] : regions_) {
        if (!letters.empty() && region.letters == letters) {
            return &region;
        }
    }
    return nullptr;
}

std::vector<Region const*> UnitTree::below(std::string_view code) const
{
    std::vector<Region const*> children;
    for (auto const& [key, region] : regions_) {
        if (region.parent == code) {
            children.push_back(&region);
        }
    }
    return children;
}

Calendar const& office_calendar()
{
    static Calendar const calendar = [] {
        Calendar built;
        each_row(data::holidays, [&](std::vector<std::string_view> const& fields) {
            auto const day = parse_day(fields.at(0));
            invariant(day.has_value(), "data/holidays.csv begins with a date");
            built.except(*day, fields.at(2) == "1");
        });
        return built;
    }();
    return calendar;
}

std::string_view holiday_of(Day day)
{
    static std::map<Day, std::string_view> const named = [] {
        std::map<Day, std::string_view> built;
        each_row(data::holidays, [&](std::vector<std::string_view> const& fields) {
            built.emplace(parse_day(fields.at(0)).value(), fields.at(1));
        });
        return built;
    }();
    auto const found = named.find(day);
    return found == named.end() ? std::string_view{} : found->second;
}

std::vector<HolidayNotice> notices_of(std::int64_t year)
{
    static std::vector<HolidayNotice> const all = [] {
        std::vector<HolidayNotice> built;
        each_row(data::holiday_notices, [&](std::vector<std::string_view> const& fields) {
            built.push_back({
                .year = parse_integer(fields.at(0)).value(),
                .published = parse_day(fields.at(1)).value(),
                .title = std::string{fields.at(2)},
                .address = std::string{fields.at(3)},
            });
        });
        return built;
    }();
    std::vector<HolidayNotice> of_year;
    for (auto const& notice : all) {
        if (notice.year == year) {
            of_year.push_back(notice);
        }
    }
    return of_year;
}

} // namespace ducha::inspection
