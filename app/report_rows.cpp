// The rows of a table as reports.
#include "app/report_rows.h"

#include "base/text.h"

#include "platform/json/text.h"

#include "app/code_words.h"
#include "app/import_refusals.h"

#include <algorithm>
#include <set>

namespace ducha::app {
namespace {

/// Columns that have a meaning; the rest is sealed as it is.
bool is_known(std::string_view column)
{
    static std::set<std::string_view> const known{
        "id",
        "time",
        "channel",
        "title",
        "text",
        "place",
        "enterprise",
        "type",
        "kind",
        "postmark",
        "name",
        "line",
        "reason"
    };
    return known.contains(column);
}

bool is_mapped(std::string_view column, ImportOptions const& options)
{
    auto const& columns = options.text_columns;
    return std::ranges::find(columns, column) != columns.end();
}

Result<std::vector<intake::Type>> types_in(std::string_view text)
{
    std::vector<intake::Type> types;
    for (auto const part : split(text, ';')) {
        if (trimmed(part).empty()) {
            continue;
        }
        auto const type = from_code_or_word<intake::Type>(trimmed(part));
        if (!type) {
            return refuse(
                import_refusals,
                ImportRefusal::bad_type,
                std::string{part},
                "one of " + all_codes<intake::Type>(),
                "type"
            );
        }
        types.push_back(*type);
    }
    return types;
}

Result<Channel> channel_in(tabular::Row const& row, ImportOptions const& options)
{
    auto const text = trimmed(row.text("channel"));
    if (text.empty()) {
        if (!options.channel) {
            return refuse(import_refusals, ImportRefusal::no_channel, {}, {}, "channel");
        }
        return *options.channel;
    }
    if (auto const channel = from_code_or_word<Channel>(text)) {
        return *channel;
    }
    return refuse(
        import_refusals,
        ImportRefusal::bad_channel,
        std::string{text},
        "one of " + all_codes<Channel>(),
        "channel"
    );
}

/// What the report itself does not keep as it came: columns without a meaning and, where the text
/// is made of others, those that it was made of or took the place of.
std::string rest_of(
    tabular::Row const& row, std::vector<std::string> const& columns, ImportOptions const& options
)
{
    json::ObjectText rest;
    for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
        bool const replaced =
            columns[i] == "text" ? !options.text_columns.empty() : is_mapped(columns[i], options);
        if (replaced || !is_known(columns[i])) {
            // A header may hold anything, quotes too.
            auto const name = json::quoted(columns[i]);
            rest.put(name.substr(1, name.size() - 2), json::quoted(row[i]));
        }
    }
    return rest.take();
}

} // namespace

Result<std::vector<std::string>> text_columns_in(std::string_view map)
{
    constexpr std::string_view target = "text=";
    std::vector<std::string> columns;
    if (map.starts_with(target)) {
        for (auto const column : split(map.substr(target.size()), '+')) {
            columns.emplace_back(trimmed(column));
        }
    }
    bool const whole = !columns.empty() && std::ranges::find(columns, "") == columns.end();
    if (!whole) {
        return refuse(
            import_refusals, ImportRefusal::bad_map, std::string{map}, "text=COLUMN+COLUMN", "--map"
        );
    }
    return columns;
}

Result<tabular::Reader> open_table(ImportOptions const& options)
{
    std::vector<std::string> required{"id", "time"};
    if (options.text_columns.empty()) {
        required.emplace_back("text");
    }
    auto reader = tabular::Reader::open(options.file, {.required = required});
    if (!reader) {
        return reader;
    }
    std::string header;
    for (auto const& column : reader->columns()) {
        header += (header.empty() ? "" : ", ") + column;
    }
    for (auto const& column : options.text_columns) {
        if (!reader->column(column)) {
            return refuse(
                import_refusals,
                ImportRefusal::no_such_column,
                column,
                "one of " + header,
                options.file.string() + ": --map"
            );
        }
    }
    return reader;
}

bool comes_before(intake::IncomingReport const& one, intake::IncomingReport const& other)
{
    auto const place = [](intake::IncomingReport const& report) {
        return std::tuple{report.occurred, report.own_id.size(), std::string_view{report.own_id}};
    };
    return place(one) < place(other);
}

Result<intake::IncomingReport> report_in(
    tabular::Row const& row, std::vector<std::string> const& columns, ImportOptions const& options
)
{
    auto const time = trimmed(row.text("time"));
    auto const occurred = parse_instant(time);
    if (!occurred) {
        return bad_time(time);
    }
    auto const channel = channel_in(row, options);
    if (!channel) {
        return std::unexpected{channel.error()};
    }
    auto types = types_in(row.text("type"));
    if (!types) {
        return std::unexpected{types.error()};
    }
    intake::IncomingReport report{
        .own_id = std::string{trimmed(row.text("id"))},
        .channel = *channel,
        .occurred = *occurred,
        .title = std::string{row.text("title")},
        .text = std::string{row.text("text")},
        .place = std::string{row.text("place")},
        .enterprise = std::string{row.text("enterprise")},
        .types = std::move(*types),
        .reporter_name = std::string{row.text("name")},
        .reporter_rest = rest_of(row, columns, options),
    };
    if (auto const kind = trimmed(row.text("kind")); !kind.empty()) {
        auto const known = from_code_or_word<intake::ReportKind>(kind);
        if (!known) {
            return refuse(
                import_refusals,
                ImportRefusal::bad_kind,
                std::string{kind},
                "one of " + all_codes<intake::ReportKind>(),
                "kind"
            );
        }
        report.kind = *known;
    }
    if (auto const postmark = trimmed(row.text("postmark")); !postmark.empty()) {
        report.postmark = parse_day(postmark);
        if (!report.postmark) {
            return refuse(
                import_refusals,
                ImportRefusal::bad_postmark,
                std::string{postmark},
                "2021-09-15",
                "postmark"
            );
        }
    }
    if (!options.text_columns.empty()) {
        report.text.clear();
        for (auto const& column : options.text_columns) {
            report.text += (report.text.empty() ? "" : "\n") + std::string{row.text(column)};
        }
        if (is_mapped("title", options)) {
            report.title.clear();
        }
    }
    return report;
}

} // namespace ducha::app
