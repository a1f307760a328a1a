// The verbs of whoever checks: show, verify, rebuild, export, proof, doctor.
#include "base/text.h"

#include "platform/db/migration.h"

#include "domain/bulletin/bulletin.h"
#include "domain/casefile/casefile.h"
#include "domain/intake/intake.h"
#include "domain/ledger/audit.h"

#include "app/desk_of_verbs.h"
#include "app/printing.h"
#include "app/rooms.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace ducha::app {
namespace {

enum class AuditRefusal { does_not_hold, no_such_thing, no_such_file };

constexpr RefusalRow<AuditRefusal> refusals[] = {
    {AuditRefusal::does_not_hold, "audit.does_not_hold", "核验未通过", "something does not hold"},
    {AuditRefusal::no_such_thing, "audit.no_such_thing", "没有找到", "there is no such thing"},
    {AuditRefusal::no_such_file, "audit.no_such_file", "文件不存在", "the file is not there"},
};

void print_finding(Arguments const& arguments, ledger::Finding const& finding)
{
    json::ObjectText figures;
    figures.put("log", json::quoted(finding.origin));
    figures.put("event", std::to_string(finding.seq));
    figures.put("problem", json::quoted(finding.problem));
    figures.put("found", json::quoted(finding.found));
    figures.put("expected", json::quoted(finding.expected));
    auto const line = fmt::format(
        "{} event {}: {} (found {}, expected {})",
        finding.origin,
        finding.seq,
        finding.problem,
        finding.found,
        finding.expected
    );
    tell(arguments, {line, line}, std::move(figures));
}

Result<std::vector<std::string>> read_heads(Arguments const& arguments)
{
    std::vector<std::string> notes;
    for (auto const& file : arguments.heads) {
        std::ifstream stream{file};
        if (!stream) {
            return refuse(refusals, AuditRefusal::no_such_file, file);
        }
        std::ostringstream text;
        text << stream.rdbuf();
        notes.push_back(text.str());
    }
    return notes;
}

int verdict(
    Arguments const& arguments, std::vector<ledger::Finding> const& findings, Sentence const& holds
)
{
    if (findings.empty()) {
        json::ObjectText figures;
        figures.put("holds", "true");
        tell(arguments, holds, std::move(figures));
        return ExitCode::done;
    }
    for (auto const& finding : findings) {
        print_finding(arguments, finding);
    }
    return say(
        arguments,
        refuse(
            refusals,
            AuditRefusal::does_not_hold,
            std::to_string(findings.size()) + " findings",
            "none"
        )
            .error()
    );
}

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
                return refuse(refusals, AuditRefusal::no_such_thing, arguments.second);
            }
            put(print_matter(*matter, arguments));
            return {};
        }
        put(print_case(*file, matters_in(workplace, file->id), arguments));
        return {};
    });
}

int run_verify(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const heads = read_heads(arguments);
    if (!heads) {
        return say(arguments, heads.error());
    }
    auto findings = ledger::verify(
        office.connection(), office.verifier_key(), *heads, bar_of_events(office, "核验 verify")
    );
    // A log that does not hold itself says nothing of its originals.
    if (findings.empty()) {
        for (auto const& name : ledger::logs(office.connection())) {
            std::ranges::move(
                intake::check_originals(office.connection(), name.log), std::back_inserter(findings)
            );
        }
    }
    return verdict(arguments, findings, {"账本核验通过", "the ledger holds"});
}

int run_rebuild(Arguments const& arguments)
{
    Office office{arguments.office};
    if (!arguments.check) {
        db::Transaction transaction{office.connection()};
        ledger::rebuild_rows(
            office.connection(), office.pipeline().folds(), bar_of_events(office, "重建 rebuild")
        );
        transaction.commit();
        tell(arguments, {"已由账本重建", "rows folded anew"}, {});
        return ExitCode::done;
    }
    auto const twin = office.connection().twin();
    db::migrate(*twin, schema());
    auto const findings = ledger::check_rows(
        office.connection(), *twin, office.pipeline().folds(), bar_of_events(office, "重建 rebuild")
    );
    return verdict(arguments, findings, {"数据与账本一致", "the rows are what the ledger says"});
}

int run_export_log(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        ledger::export_log(
            workplace.office.connection(), workplace.log(), workplace.office.verifier_key(), put
        );
        return {};
    });
}

int run_export_head(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const head = ledger::latest_head(workplace.office.connection(), workplace.log());
        if (!head) {
            return refuse(refusals, AuditRefusal::no_such_thing, "head");
        }
        std::fwrite(head->data(), 1, head->size(), stdout);
        return {};
    });
}

int run_proof(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const seq = parse_integer(arguments.first);
        auto const proof = seq ? ledger::prove(
                                     workplace.office.connection(),
                                     workplace.log(),
                                     Seq{*seq},
                                     workplace.office.verifier_key()
                                 )
                               : std::nullopt;
        if (!proof) {
            return refuse(refusals, AuditRefusal::no_such_thing, arguments.first);
        }
        put(*proof);
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

int run_doctor(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const breaches = bulletin::conservation(
            workplace.office.connection(),
            workplace.office.policy().authorize<bulletin::ReadCounts>(workplace.log())
        );
        for (auto const& breach : breaches) {
            put(fmt::format("{}: found {}, expected {}", breach.law, breach.found, breach.expected)
            );
        }
        if (!breaches.empty()) {
            return refuse(
                refusals, AuditRefusal::does_not_hold, std::to_string(breaches.size()), "none"
            );
        }
        json::ObjectText figures;
        figures.put("holds", "true");
        tell(arguments, {"守恒关系成立", "the laws of conservation hold"}, std::move(figures));
        return {};
    });
}

} // namespace ducha::app
