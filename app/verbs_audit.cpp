// The verbs of whoever checks: show, verify, rebuild, export, proof, doctor.
#include "base/text.h"

#include "platform/db/migration.h"
#include "platform/json/text.h"

#include "domain/bulletin/bulletin.h"
#include "domain/casefile/casefile.h"
#include "domain/intake/intake.h"
#include "domain/ledger/audit.h"

#include "app/desk_of_verbs.h"
#include "app/rooms.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace ducha::app {
namespace {

enum class AuditRefusal { does_not_hold, no_such_thing, no_such_file };

constexpr RefusalRow<AuditRefusal> refusals[] = {
    {AuditRefusal::does_not_hold, "audit.does_not_hold", "核验未通过", "something does not hold"},
    {AuditRefusal::no_such_thing, "audit.no_such_thing", "没有找到", "there is no such thing"},
    {AuditRefusal::no_such_file, "audit.no_such_file", "文件不存在", "the file is not there"},
};

void no_progress(std::int64_t /*events*/) {}

void print_findings(std::vector<ledger::Finding> const& findings)
{
    for (auto const& finding : findings) {
        put(fmt::format(
            "{} event {}: {} (found {}, expected {})",
            finding.origin,
            finding.seq,
            finding.problem,
            finding.found,
            finding.expected
        ));
    }
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
    Arguments const& arguments, std::vector<ledger::Finding> const& findings, std::string_view holds
)
{
    print_findings(findings);
    if (findings.empty()) {
        put(holds);
        return ExitCode::done;
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

std::string case_text(Workplace const& workplace, casefile::CaseFile const& file)
{
    auto const cases = workplace.office.policy().authorize<casefile::ReadCases>(workplace.log());
    auto const matters = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    auto text = fmt::format(
        "case {} {} {} ({})",
        file.id.get(),
        file.number,
        code_row(file.standing).zh,
        code_row(file.standing).en
    );
    for (auto const id : casefile::matters_of(workplace.office.connection(), cases, file.id)) {
        auto const matter = intake::load_matter(workplace.office.connection(), matters, id);
        if (matter) {
            text += fmt::format(
                "\n  matter {}  {}  {} {}",
                id.get(),
                to_text(matter->of.reception_day),
                matter->title,
                first_code_points(matter->text, 60)
            );
        }
    }
    return text;
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
            return refuse(refusals, AuditRefusal::no_such_thing, arguments.second);
        }
        put(case_text(workplace, *file));
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
    auto const findings =
        ledger::verify(office.connection(), office.verifier_key(), *heads, no_progress);
    return verdict(arguments, findings, "the ledger holds / 账本核验通过");
}

int run_rebuild(Arguments const& arguments)
{
    Office office{arguments.office};
    if (!arguments.check) {
        db::Transaction transaction{office.connection()};
        ledger::rebuild_rows(office.connection(), office.pipeline().folds(), no_progress);
        transaction.commit();
        put("rows folded anew / 已由账本重建");
        return ExitCode::done;
    }
    auto const twin = office.connection().twin();
    db::migrate(*twin, schema());
    auto const findings =
        ledger::check_rows(office.connection(), *twin, office.pipeline().folds(), no_progress);
    return verdict(arguments, findings, "the rows are what the ledger says / 数据与账本一致");
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
        put(fmt::format("{}  {}  {}", inspection.id, inspection.name_zh, inspection.provenance));
        for (auto const& object : inspection.objects) {
            put(fmt::format(
                "  {:<6} log {}  {} .. {}  {}",
                object.code,
                object.log.get(),
                to_text(object.first_day),
                to_text(object.last_day),
                object.name_zh
            ));
        }
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
        put("the laws of conservation hold / 守恒关系成立");
        return {};
    });
}

} // namespace ducha::app
