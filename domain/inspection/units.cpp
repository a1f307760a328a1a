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

} // namespace ducha::inspection
