// Reports from a table into the ledger.
#include "app/import_reports.h"

#include "base/text.h"

#include "platform/json/text.h"

#include "app/interrupt.h"
#include "app/progress.h"

#include <algorithm>
#include <set>

namespace ducha::app {
namespace {

constexpr std::size_t rows_an_act = 1000;

enum class ImportRefusal { bad_time, bad_channel, no_channel, bad_type, bad_kind, bad_postmark };

constexpr RefusalRow<ImportRefusal> refusals[] = {
    {ImportRefusal::bad_time, "import.bad_time", "时间无效", "there is no such time"},
    {ImportRefusal::bad_channel, "import.bad_channel", "未知渠道", "the channel is not known"},
    {ImportRefusal::no_channel,
     "import.no_channel",
     "缺少渠道列，请用 --channel 指明",
     "no channel: give the column or --channel"},
    {ImportRefusal::bad_type, "import.bad_type", "未知污染类型", "the pollution type is not known"},
    {ImportRefusal::bad_kind, "import.bad_kind", "未知举报种类", "the kind is not known"},
    {ImportRefusal::bad_postmark,
     "import.bad_postmark",
     "邮戳日期无效",
     "there is no such postmark day"},
};

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

template <Coded Enum>
std::string all_codes()
{
    std::string text;
    for (auto const& row : Codes<Enum>::table) {
        text += (text.empty() ? "" : ", ") + std::string{row.code};
    }
    return text;
}

/// A code of an enumeration, or its Chinese word.
template <Coded Enum>
std::optional<Enum> from_code_or_word(std::string_view text)
{
    for (auto const& row : Codes<Enum>::table) {
        if (text == row.code || text == row.zh) {
            return row.value;
        }
    }
    return std::nullopt;
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
                refusals,
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
            return refuse(refusals, ImportRefusal::no_channel, {}, {}, "channel");
        }
        return *options.channel;
    }
    if (auto const channel = from_code_or_word<Channel>(text)) {
        return *channel;
    }
    return refuse(
        refusals,
        ImportRefusal::bad_channel,
        std::string{text},
        "one of " + all_codes<Channel>(),
        "channel"
    );
}

std::string rest_of(tabular::Row const& row, std::vector<std::string> const& columns)
{
    json::ObjectText rest;
    for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
        if (!is_known(columns[i])) {
            rest.put(columns[i], json::quoted(row[i]));
        }
    }
    return rest.take();
}

/// Collects rows until an act is full, runs it, and sends refused rows to the rejected file.
class Import {
public:
    Import(Office& office, LogId log, ImportOptions const& options, tabular::Reader& reader)
        : office_{office}, log_{log}, options_{options}, rejected_{options.file, reader.columns()}
    {
    }

    void take(intake::IncomingReport report, tabular::Row const& row)
    {
        reports_.push_back(std::move(report));
        lines_.push_back({row.line(), {}});
        for (std::size_t i = 0; i < row.size(); ++i) {
            lines_.back().fields.emplace_back(row[i]);
        }
    }

    void reject(tabular::Row const& row, Refusal const& refusal)
    {
        rejected_.add(row, to_line(refusal));
        ++result_.rejected;
    }

    [[nodiscard]] bool is_full() const { return reports_.size() >= rows_an_act; }

    /// Returns the first refusal of a row where the import is strict.
    std::optional<Refusal> commit(Acknowledge const& acknowledge)
    {
        if (reports_.empty()) {
            return std::nullopt;
        }
        auto const last = reports_.back().own_id;
        auto outcome = std::make_shared<intake::ReceiveOutcome>();
        auto const done =
            office_.pipeline().run(intake::receive(log_, {.reports = std::move(reports_)}, outcome)
            );
        reports_ = {};
        if (!done) {
            return done.error();
        }
        std::optional<Refusal> first;
        for (std::size_t i = 0; i < outcome->rows.size(); ++i) {
            note(outcome->rows[i], lines_[i], first);
        }
        lines_.clear();
        acknowledge(result_, last);
        return options_.strict ? first : std::nullopt;
    }

    ImportResult finish()
    {
        result_.rejected_file = rejected_.finish();
        return result_;
    }

private:
    struct Line {
        std::int64_t number = 0;
        std::vector<std::string> fields;
    };

    void
    note(intake::ReceiveOutcome::Row const& row, Line const& line, std::optional<Refusal>& first)
    {
        using Fate = intake::ReceiveOutcome::Fate;
        if (row.fate == Fate::received) {
            ++result_.received;
            return;
        }
        if (row.fate == Fate::there_already) {
            ++result_.there_already;
            return;
        }
        auto refusal = row.refusal;
        refusal.where =
            options_.file.string() + ":" + std::to_string(line.number) + ": " + refusal.where;
        rejected_.add(line.number, line.fields, to_line(refusal));
        ++result_.rejected;
        if (!first) {
            first = std::move(refusal);
        }
    }

    Office& office_;
    LogId log_;
    ImportOptions const& options_;
    tabular::RejectedRows rejected_;
    std::vector<intake::IncomingReport> reports_;
    std::vector<Line> lines_;
    ImportResult result_;
};

/// How much of the file has been read.
class Bar {
public:
    explicit Bar(tabular::Reader const& reader)
        : reader_{reader}, progress_{"导入 import (KiB)", reader.bytes_total() / kibibyte}
    {
    }

    void show()
    {
        auto const read = reader_.bytes_read() / kibibyte;
        progress_.advance(read - shown_);
        shown_ = read;
    }

    void done()
    {
        show();
        progress_.done();
    }

private:
    static constexpr std::int64_t kibibyte = 1024;

    tabular::Reader const& reader_;
    Progress progress_;
    std::int64_t shown_ = 0;
};

tabular::Options table_options()
{
    return {.required = {"id", "time", "text"}};
}

} // namespace

Result<intake::IncomingReport> report_in(
    tabular::Row const& row, std::vector<std::string> const& columns, ImportOptions const& options
)
{
    auto const time = trimmed(row.text("time"));
    auto const occurred = parse_instant(time);
    if (!occurred) {
        return refuse(
            refusals, ImportRefusal::bad_time, std::string{time}, "2021-09-15T20:00:00", "time"
        );
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
        .reporter_rest = rest_of(row, columns),
    };
    if (auto const kind = trimmed(row.text("kind")); !kind.empty()) {
        auto const known = from_code_or_word<intake::ReportKind>(kind);
        if (!known) {
            return refuse(
                refusals,
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
                refusals,
                ImportRefusal::bad_postmark,
                std::string{postmark},
                "2021-09-15",
                "postmark"
            );
        }
    }
    if (!options.text_columns.empty()) {
        report.title.clear();
        report.text.clear();
        for (auto const& column : options.text_columns) {
            report.text += (report.text.empty() ? "" : "\n") + std::string{row.text(column)};
        }
    }
    return report;
}

Result<std::vector<intake::IncomingReport>>
read_in_order(ImportOptions const& options, ImportResult& result)
{
    auto reader = tabular::Reader::open(options.file, table_options());
    if (!reader) {
        return std::unexpected{reader.error()};
    }
    tabular::RejectedRows rejected{options.file, reader->columns()};
    std::vector<intake::IncomingReport> reports;
    while (auto const row = reader->next()) {
        auto report =
            *row ? report_in(**row, reader->columns(), options) : std::unexpected{row->error()};
        if (report) {
            reports.push_back(std::move(*report));
        } else {
            rejected.add(reader->last(), to_line(report.error()));
            ++result.rejected;
        }
    }
    result.rejected_file = rejected.finish();
    // Own ids are numbers mostly: the shorter one comes first.
    std::ranges::sort(reports, {}, [](intake::IncomingReport const& report) {
        return std::tuple{report.occurred, report.own_id.size(), report.own_id};
    });
    return reports;
}

Result<ImportResult> import_reports(
    Office& office, LogId log, ImportOptions const& options, Acknowledge const& acknowledge
)
{
    auto reader = tabular::Reader::open(options.file, table_options());
    if (!reader) {
        return std::unexpected{reader.error()};
    }
    Import import{office, log, options, *reader};
    Bar bar{*reader};
    while (auto const row = reader->next()) {
        auto report =
            *row ? report_in(**row, reader->columns(), options) : std::unexpected{row->error()};
        if (report) {
            import.take(std::move(*report), **row);
        } else if (options.strict) {
            return std::unexpected{report.error()};
        } else {
            auto refusal = report.error();
            if (*row) {
                refusal.where = options.file.string() + ":" + std::to_string((*row)->line()) +
                    ": " + refusal.where;
            }
            import.reject(reader->last(), refusal);
        }
        if (import.is_full()) {
            end_if_asked();
            bar.show();
            if (auto const stop = import.commit(acknowledge)) {
                return std::unexpected{*stop};
            }
        }
    }
    if (auto const stop = import.commit(acknowledge)) {
        return std::unexpected{*stop};
    }
    bar.done();
    return import.finish();
}

} // namespace ducha::app
