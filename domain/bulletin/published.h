// Bulletins and tables that somebody published, as printed: what the audit reads.
#pragma once

#include "base/code.h"
#include "base/instant.h"
#include "base/refusal.h"

#include <algorithm>
#include <compare>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::bulletin {

/// A printed number, exact to four places behind the point.
struct Printed {
    std::int64_t ten_thousandths = 0;
    int places = 0; ///< digits printed behind the point

    [[nodiscard]] static Printed whole(std::int64_t number) { return {number * 10'000, 0}; }

    friend std::strong_ordering operator<=>(Printed a, Printed b)
    {
        return a.ten_thousandths <=> b.ten_thousandths;
    }
    friend bool operator==(Printed a, Printed b) { return a.ten_thousandths == b.ten_thousandths; }
    friend Printed operator+(Printed a, Printed b)
    {
        return {a.ten_thousandths + b.ten_thousandths, std::max(a.places, b.places)};
    }
    friend Printed operator-(Printed a, Printed b)
    {
        return {a.ten_thousandths - b.ten_thousandths, std::max(a.places, b.places)};
    }
};

/// `4006`, `33587.86`; at most 8 digits before the point and 4 behind it.
[[nodiscard]] std::optional<Printed> parse_printed(std::string_view text);
[[nodiscard]] std::string to_text(Printed number);

/// A part of a whole: `大气=21`, with the share printed beside it `大气=21/32.3%`.
struct Part {
    std::string name;
    Printed count;
    std::optional<Printed> percent;
};

/// `不属实率7.01%`
struct PrintedRate {
    std::string name;
    Printed percent;
};

struct PublishedRow {
    std::string name; ///< its id, region or date
    std::int64_t line = 0;
    std::optional<Day> day;
    std::map<std::string, Printed, std::less<>> figures;
    std::map<std::string, std::vector<Part>, std::less<>> parts;
    std::vector<PrintedRate> rates;
    std::vector<std::string> left_out; ///< columns that are given as approximate: `18900~`
};

/// The shapes in which figures are published, told apart by their header.
///
/// national   id, valid_accepted, transferred ...: a row a bulletin
/// regional   region, total, then types: a row a region, the last one 合计
/// batches    date, cases, types, cities: a row a day, parts as `大气=57;水=58`
/// status     id, cases, closed, published_rate ...: a row a place
enum class Layout { national, regional, batches, status };

struct Published {
    Layout layout = Layout::national;
    std::vector<std::string> columns;
    std::vector<PublishedRow> rows;
};

/// Reads a table (CSV). An empty field is a figure that was not printed.
///
/// refuses   a header of none of the four shapes; a field that is no number, with line and column
[[nodiscard]] Result<Published> read_published(std::filesystem::path const& file);

} // namespace ducha::bulletin

template <>
struct ducha::Codes<ducha::bulletin::Layout> {
    using Layout = bulletin::Layout;
    static constexpr CodeRow<Layout> table[] = {
        {Layout::national, "national", "全国通报", "national bulletins"},
        {Layout::regional, "regional", "分地区表", "a table of regions"},
        {Layout::batches, "batches", "逐批通报", "daily batches"},
        {Layout::status, "status", "办理情况", "status of handling"},
    };
};
