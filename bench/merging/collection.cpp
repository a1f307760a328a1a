// Reports in the order of arrival with what is known of the truth.
#include "bench/merging/collection.h"

#include "base/text.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <unordered_map>

namespace ducha::bench {
namespace {

using Row = std::vector<std::string>;

/// RFC 4180: quoted fields hold commas, line ends and doubled quotes. The heading is left out.
std::vector<Row> rows_of(std::string const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<Row> rows;
    Row row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const c = bytes[i];
        if (c == '"') {
            bool const doubled = quoted && i + 1 < bytes.size() && bytes[i + 1] == '"';
            row.back() += doubled ? "\"" : "";
            i += doubled ? 1 : 0;
            quoted = doubled ? quoted : !quoted;
        } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
            row.back() += c;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n') {
            rows.push_back(std::exchange(row, Row(1)));
        }
    }
    return {rows.begin() + (rows.empty() ? 0 : 1), rows.end()};
}

} // namespace

std::expected<Messages, std::string> Messages::read(MessageFiles const& files)
{
    constexpr std::size_t columns = 5; // id, user, time, title, text
    std::unordered_map<std::int64_t, std::uint64_t> truth;
    if (!files.labels.empty()) {
        std::map<std::string, std::uint64_t> cases;
        for (auto const& row : rows_of(files.labels)) {
            if (row.size() > 1 && !row[1].empty()) {
                auto const number = cases.try_emplace(row[1], cases.size() + 1).first->second;
                truth.emplace(parse_integer(row[0]).value_or(0), number);
            }
        }
    }
    Messages result;
    for (auto const& row : rows_of(files.messages)) {
        auto const id = parse_integer(row[0]);
        auto const at = row.size() >= columns ? parse_instant(row[2]) : std::nullopt;
        if (!id || !at) {
            return std::unexpected{files.messages + ": a row without an id or a time: " + row[0]};
        }
        auto const known = truth.find(*id);
        result.messages_.push_back(
            {*id, *at, row[3] + "\n" + row[4], known == truth.end() ? 0 : known->second}
        );
    }
    if (result.messages_.empty()) {
        return std::unexpected{files.messages + ": no messages"};
    }
    std::ranges::sort(result.messages_, [](Message const& a, Message const& b) {
        return a.at != b.at ? a.at < b.at : a.id < b.id;
    });
    if (!files.unsure.empty()) {
        for (auto const& row : rows_of(files.unsure)) {
            auto const a = parse_integer(row[0]).value_or(0);
            auto const b = row.size() > 1 ? parse_integer(row[1]).value_or(0) : 0;
            result.unsure_.emplace(std::min(a, b), std::max(a, b));
        }
    }
    return result;
}

neardup::Document Messages::document(std::size_t i) const
{
    neardup::Document document;
    document.id = messages_[i].id;
    document.text = messages_[i].text;
    document.occurred = messages_[i].at;
    return document;
}

bool Messages::unsure(std::int64_t a, std::int64_t b) const
{
    return unsure_.contains({std::min(a, b), std::max(a, b)});
}

neardup::Document Generated::document(std::size_t i) const
{
    auto const report = corpus_.at(i);
    neardup::Document document;
    document.id = report.id;
    document.text = report.text;
    document.place = report.place;
    document.enterprise = report.enterprise;
    document.issues = report.issues;
    document.occurred = report.occurred;
    if (report.longitude != 0 || report.latitude != 0) {
        document.pin = {report.longitude, report.latitude};
    }
    return document;
}

} // namespace ducha::bench
