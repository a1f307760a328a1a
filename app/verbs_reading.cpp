// The verbs that only read: show, inspections, doctor.
#include "base/text.h"

#include "domain/attachment/attachment.h"
#include "domain/bulletin/bulletin.h"
#include "domain/casefile/casefile.h"
#include "domain/intake/intake.h"
#include "domain/reporter/reporter.h"

#include "app/audit_refusals.h"
#include "app/desk_of_verbs.h"
#include "app/printing.h"

#include <fmt/format.h>

#include <set>

namespace ducha::app {
namespace {

/// A report that is in no case yet, or will never be in one.
std::optional<intake::Matter> matter_of_report(Workplace const& workplace, std::string const& id)
{
    auto& connection = workplace.office.connection();
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    auto const report = intake::find_report(connection, may, id);
    return report ? intake::load_matter(connection, may, first_matter(*report)) : std::nullopt;
}

std::vector<intake::Matter> matters_in(Workplace const& workplace, CaseId file)
{
    auto& connection = workplace.office.connection();
    auto const cases = workplace.office.policy().authorize<casefile::ReadCases>(workplace.log());
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    std::vector<intake::Matter> matters;
    for (auto const id : casefile::matters_of(connection, cases, file)) {
        if (auto matter = intake::load_matter(connection, may, id)) {
            matters.push_back(std::move(*matter));
        }
    }
    return matters;
}

CasePage page_of(Workplace const& workplace, casefile::CaseFile const& file)
{
    auto& connection = workplace.office.connection();
    auto const results =
        workplace.office.policy().authorize<handling::ReadResults>(workplace.log());
    auto const cases = workplace.office.policy().authorize<casefile::ReadCases>(workplace.log());
    return {
        .file = file,
        .matters = matters_in(workplace, file.id),
        .result = handling::load_result(connection, results, file.id),
        .partners = casefile::partners_of(connection, cases, file.id),
    };
}

/// What reporters added later to the reports of these matters, a line each.
void put_additions(
    Workplace const& workplace,
    std::vector<intake::Matter> const& matters,
    Arguments const& arguments
)
{
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    std::set<ReportId> reports;
    for (auto const& matter : matters) {
        reports.insert(matter.of.report);
    }
    for (auto const report : reports) {
        for (auto const& addition :
             reporter::additions_of(workplace.office.connection(), may, report)) {
            json::ObjectText figures;
            figures.put("report", std::to_string(report.get()));
            figures.put("added", json::quoted(to_text(addition.told)));
            figures.put("text", json::quoted(addition.text));
            auto const when = to_text(addition.told);
            tell(
                arguments,
                {fmt::format("补充 {}：{}", when, addition.text),
                 fmt::format("added {}: {}", when, addition.text)},
                std::move(figures)
            );
        }
    }
}

} // namespace

int run_show(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto& connection = workplace.office.connection();
        auto const cases =
            workplace.office.policy().authorize<casefile::ReadCases>(workplace.log());
        auto const matters =
            workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
        std::optional<casefile::CaseFile> file;
        if (arguments.first == "report") {
            auto const report = intake::find_report(connection, matters, arguments.second);
            auto const in =
                report ? casefile::case_of(connection, cases, first_matter(*report)) : std::nullopt;
            file = in ? casefile::load(connection, cases, *in) : std::nullopt;
        } else {
            file = casefile::find_by_number(connection, cases, arguments.second);
            auto const id = parse_integer(arguments.second);
            if (!file && id) {
                file = casefile::load(connection, cases, CaseId{*id});
            }
        }
        if (!file) {
            auto const matter = arguments.first == "report"
                ? matter_of_report(workplace, arguments.second)
                : std::nullopt;
            if (!matter) {
                return refuse(audit_refusals, AuditRefusal::no_such_thing, arguments.second);
            }
            put(print_matter(*matter, arguments));
            put_additions(workplace, {*matter}, arguments);
            return {};
        }
        auto const page = page_of(workplace, *file);
        put(print_case(page, arguments));
        put_additions(workplace, page.matters, arguments);
        return {};
    });
}

int run_inspections(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const all = inspection::load_all(
        office.connection(), office.policy().authorize<inspection::ReadInspections>(office_log)
    );
    for (auto const& inspection : all) {
        put(print_inspection(inspection, arguments.json));
    }
    return ExitCode::done;
}

namespace {

/// Whether merging finds its index when it begins next; empty where none is kept.
Sentence index_sentence(Workplace& workplace, json::ObjectText& figures)
{
    auto& office = workplace.office;
    auto const kept =
        merge::kept_index(office.connection(), workplace.log(), office.shelf().folder);
    if (!kept) {
        return {};
    }
    figures.put("index_fault", json::quoted(kept->fault));
    if (!kept->fault.empty()) {
        return {
            fmt::format("；并案索引的快照不可用，下次并案时重建（{}）", kept->fault),
            fmt::format(
                "; the snapshot of the merging index is of no use and will be made anew ({})",
                kept->fault
            )
        };
    }
    figures.put("index_events", std::to_string(kept->events));
    return {
        fmt::format("；并案索引的快照可用（前 {} 个事件）", kept->events),
        fmt::format("; the snapshot of the merging index fits (first {} events)", kept->events)
    };
}

/// What no event names among the files of attachments; empty where there is nothing.
Sentence orphans_sentence(Workplace& workplace, json::ObjectText& figures)
{
    auto& office = workplace.office;
    auto const [old, young] = attachment::orphans(
        office.connection(), workplace.log(), office.blobs(), office.clock().now()
    );
    std::string names;
    for (auto const* entries : {&old, &young}) {
        for (auto const& entry : *entries) {
            names += "\n  " + to_hex(entry.name);
        }
    }
    if (names.empty()) {
        return {};
    }
    figures.put("orphans", std::to_string(old.size() + young.size()));
    figures.put("old_orphans", std::to_string(old.size()));
    return {
        fmt::format(
            "；无事件指向的附件文件 {} 个，其中满 {} 天的 {} 个（doctor --sweep 销毁）：{}",
            old.size() + young.size(),
            attachment::orphan_days,
            old.size(),
            names
        ),
        fmt::format(
            "; {} files that no event names, {} of them for {} days (doctor --sweep): {}",
            old.size() + young.size(),
            old.size(),
            attachment::orphan_days,
            names
        )
    };
}

void tell_breach(Arguments const& arguments, bulletin::Breach const& breach)
{
    auto const& [law, found, expected] = breach;
    json::ObjectText figures;
    figures.put("law_zh", json::quoted(law.zh));
    figures.put("law_en", json::quoted(law.en));
    figures.put("found", json::quoted(found));
    figures.put("expected", json::quoted(expected));
    tell(
        arguments,
        {fmt::format("{}：现为 {}，应为 {}", law.zh, found, expected),
         fmt::format("{}: found {}, expected {}", law.en, found, expected)},
        std::move(figures)
    );
}

/// The laws that do not hold, and the attachments whose files are not there.
std::vector<bulletin::Breach> breaches_of(Workplace& workplace)
{
    auto& office = workplace.office;
    auto breaches = bulletin::conservation(
        office.connection(), office.policy().authorize<bulletin::ReadCounts>(workplace.log())
    );
    auto findings = attachment::check(
        office.connection(), workplace.log(), office.blobs(), attachment::Look::sizes
    );
    for (auto& finding : findings) {
        breaches.push_back(
            {std::move(finding.problem), std::move(finding.found), std::move(finding.expected)}
        );
    }
    return breaches;
}

} // namespace

int run_doctor(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto& office = workplace.office;
        if (arguments.sweep) {
            auto const swept = attachment::sweep(
                office.connection(), workplace.log(), office.blobs(), office.clock().now()
            );
            tell(
                arguments,
                {fmt::format("已销毁 {} 个附件文件", swept),
                 fmt::format("{} files destroyed", swept)},
                one("swept", swept)
            );
        }
        db::Snapshot const moment{office.connection()};
        auto const breaches = breaches_of(workplace);
        for (auto const& breach : breaches) {
            tell_breach(arguments, breach);
        }
        if (!breaches.empty()) {
            return refuse(
                audit_refusals, AuditRefusal::does_not_hold, std::to_string(breaches.size()), "none"
            );
        }
        json::ObjectText figures;
        figures.put("holds", "true");
        auto const [zh, en] = index_sentence(workplace, figures);
        auto const orphans = orphans_sentence(workplace, figures);
        tell(
            arguments,
            {"守恒关系成立" + zh + orphans.zh, "the laws of conservation hold" + en + orphans.en},
            std::move(figures)
        );
        return {};
    });
}

} // namespace ducha::app
