// The verbs of attachments: attach, list, read.
#include "base/text.h"

#include "platform/tabular/whole_file.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"

#include "app/audit_refusals.h"
#include "app/desk_of_verbs.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

#include <fstream>

namespace ducha::app {
namespace {

constexpr unsigned for_us_alone = 0600;

/// The file as far as it may be attached, and one byte more where it is larger.
Result<Bytes> content_of(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        return refuse(audit_refusals, AuditRefusal::no_such_file, file.string());
    }
    Bytes content(static_cast<std::size_t>(document::most_bytes) + 1);
    stream.read(
        reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(content.size())
    );
    if (stream.bad() || (stream.fail() && !stream.eof())) {
        throw Trouble{Trouble::Kind::io, "cannot read " + file.string()};
    }
    content.resize(static_cast<std::size_t>(stream.gcount()));
    return content;
}

Result<ReportId> report_named(Workplace& workplace, std::string const& own_id)
{
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    auto const report = intake::find_report(workplace.office.connection(), may, own_id);
    if (!report) {
        return refuse(usage_refusals, UsageRefusal::no_such_report, own_id);
    }
    return *report;
}

json::ObjectText figures_of(attachment::Attachment const& one)
{
    json::ObjectText figures;
    figures.put("attachment", std::to_string(one.id.get()));
    figures.put("sha256", json::quoted(to_hex(one.blob)));
    figures.put("kind", json::quoted(code(one.kind)));
    figures.put("original", one.original ? "true" : "false");
    figures.put("removed", one.removed ? "true" : "false");
    figures.put("bytes", std::to_string(one.bytes));
    figures.put("width", std::to_string(one.width));
    figures.put("height", std::to_string(one.height));
    figures.put("name", json::quoted(one.name));
    return figures;
}

Sentence sentence_of(attachment::Attachment const& one)
{
    auto const& kind = code_row(one.kind);
    auto const size = one.width > 0 ? fmt::format("  {} x {}", one.width, one.height) : "";
    auto const line = [&](std::string_view word, std::string_view state, std::string_view bytes) {
        return fmt::format(
            "{}  {}  {}{}  {} {}  {}  {}",
            one.id.get(),
            to_hex(one.blob),
            word,
            size,
            one.bytes,
            bytes,
            state,
            one.name
        );
    };
    if (one.removed) {
        return {line(kind.zh, "已移除", "字节"), line(kind.en, "removed", "bytes")};
    }
    return one.original
        ? Sentence{line(kind.zh, "原件（已封存）", "字节"), line(kind.en, "original, sealed", "bytes")}
        : Sentence{line(kind.zh, "工作副本", "字节"), line(kind.en, "working copy", "bytes")};
}

std::vector<attachment::Attachment> attachments_of(Workplace& workplace, ReportId report)
{
    return attachment::attachments_of(
        workplace.office.connection(),
        workplace.office.policy().authorize<attachment::ReadAttachments>(workplace.log()),
        report
    );
}

} // namespace

int run_attach(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const report = report_named(workplace, arguments.first);
        if (!report) {
            return std::unexpected{report.error()};
        }
        auto content = content_of(arguments.file);
        if (!content) {
            return std::unexpected{content.error()};
        }
        auto const done = workplace.office.pipeline().run(attachment::add(
            workplace.log(),
            {.report = *report,
             .name = arguments.file.filename().string(),
             .content = std::move(*content),
             .original = !arguments.working},
            workplace.office.blobs()
        ));
        if (!done) {
            return std::unexpected{done.error()};
        }
        auto const all = attachments_of(workplace, *report);
        if (done->events.empty()) {
            json::ObjectText figures;
            figures.put("added", "false");
            tell(arguments, {"该附件已有", "it is attached already"}, std::move(figures));
            return {};
        }
        auto figures = figures_of(all.back());
        figures.put("added", "true");
        tell(arguments, sentence_of(all.back()), std::move(figures));
        return {};
    });
}

int run_attachments(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const report = report_named(workplace, arguments.first);
        if (!report) {
            return std::unexpected{report.error()};
        }
        for (auto const& one : attachments_of(workplace, *report)) {
            tell(arguments, sentence_of(one), figures_of(one));
        }
        return {};
    });
}

int run_attachment_read(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const bytes = from_hex(arguments.first);
        auto const blob = bytes ? to_hash(*bytes) : std::nullopt;
        auto const may =
            workplace.office.policy().authorize<attachment::ReadAttachments>(workplace.log());
        auto const found =
            blob ? attachment::find_blob(workplace.office.connection(), may, *blob) : std::nullopt;
        if (!found) {
            return refuse(audit_refusals, AuditRefusal::no_such_thing, arguments.first);
        }
        auto const content = attachment::read(workplace.office.blobs(), may, *found);
        if (!content) {
            return std::unexpected{content.error()};
        }
        tabular::WholeFile file{arguments.out, for_us_alone};
        file.write(text_of(*content));
        file.commit();
        json::ObjectText figures = figures_of(*found);
        figures.put("out", json::quoted(arguments.out.string()));
        tell(
            arguments,
            {fmt::format("已写入 {}", arguments.out.string()),
             fmt::format("written to {}", arguments.out.string())},
            std::move(figures)
        );
        return {};
    });
}

} // namespace ducha::app
