// The verbs of an auditor: verify, rebuild, export, proof. None but rebuild writes, none needs
// keys.
#include "base/text.h"

#include "platform/db/migration.h"

#include "domain/ledger/audit.h"
#include "domain/search/search.h"

#include "app/audit_refusals.h"
#include "app/bar_of_events.h"
#include "app/desk_of_verbs.h"
#include "app/rooms.h"
#include "app/whole_audit.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

void print_finding(Arguments const& arguments, ledger::Finding const& finding)
{
    json::ObjectText figures;
    figures.put("log", json::quoted(finding.origin));
    figures.put("event", std::to_string(finding.seq));
    figures.put("problem_zh", json::quoted(finding.problem.zh));
    figures.put("problem_en", json::quoted(finding.problem.en));
    figures.put("found", json::quoted(finding.found));
    figures.put("expected", json::quoted(finding.expected));
    auto const& [origin, seq, problem, found, expected] = finding;
    tell(
        arguments,
        {fmt::format("{} 第{}条：{}（现为 {}，应为 {}）", origin, seq, problem.zh, found, expected),
         fmt::format(
             "{} event {}: {} (found {}, expected {})", origin, seq, problem.en, found, expected
         )},
        std::move(figures)
    );
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
            audit_refusals,
            AuditRefusal::does_not_hold,
            std::to_string(findings.size()) + " findings",
            "none"
        )
            .error()
    );
}

/// The key that the auditor trusts: given, or the office's own.
std::string trusted_key(Arguments const& arguments, Office& office)
{
    if (!arguments.key.empty()) {
        return arguments.key;
    }
    auto [key, from_database] = office.verifier_key();
    if (from_database) {
        std::fprintf(
            stderr,
            "ducha: %s\n",
            arguments.chinese ? "公钥取自数据库，只能防范无权写库的人；请用 --key 给出可信公钥"
                              : "the key was taken from the database and protects only from who "
                                "cannot write there; give the one you trust by --key"
        );
    }
    return key;
}

/// The log of the object that was named, or the office's own: `--object office`.
Result<LogId> log_to_export(Office& office, Arguments const& arguments)
{
    if (arguments.object == "office") {
        return office_log;
    }
    auto const workplace = find_workplace(office, arguments);
    return workplace ? Result<LogId>{workplace->log()} : std::unexpected{workplace.error()};
}

/// Opens the office and shows the log as it is at one moment.
int with_log(Arguments const& arguments, std::function<Result<void>(Office&, LogId)> const& work)
{
    Office office{arguments.office};
    db::Snapshot const moment{office.connection()};
    auto const log = log_to_export(office, arguments);
    auto const result = log ? work(office, *log) : std::unexpected{log.error()};
    return result ? ExitCode::done : say(arguments, result.error());
}

} // namespace

int run_verify(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const heads = read_heads(arguments);
    if (!heads) {
        return say(arguments, heads.error());
    }
    auto const key = trusted_key(arguments, office);
    db::Snapshot const moment{office.connection()};
    auto const findings = audit(
        {.connection = office.connection(),
         .policy = office.policy(),
         .store = office.blobs(),
         .key = key,
         .saved_heads = *heads},
        bar_of_events(office.connection(), "核验 verify")
    );
    return verdict(arguments, findings, {"账本核验通过", "the ledger holds"});
}

int run_rebuild(Arguments const& arguments)
{
    Office office{arguments.office};
    if (!arguments.check) {
        db::Transaction transaction{office.connection()};
        ledger::rebuild_rows(
            office.connection(), folds(), bar_of_events(office.connection(), "重建 rebuild")
        );
        transaction.commit();
        json::ObjectText figures;
        figures.put("rebuilt", "true");
        tell(arguments, {"已由账本重建", "rows folded anew"}, std::move(figures));
        return ExitCode::done;
    }
    auto findings = search::check_index(office.connection());
    auto const twin = office.connection().twin();
    db::migrate(*twin, schema());
    db::Snapshot const moment{office.connection()};
    std::ranges::move(
        ledger::check_rows(
            office.connection(), *twin, folds(), bar_of_events(office.connection(), "重建 rebuild")
        ),
        std::back_inserter(findings)
    );
    return verdict(arguments, findings, {"数据与账本一致", "the rows are what the ledger says"});
}

int run_export_log(Arguments const& arguments)
{
    return with_log(arguments, [&](Office& office, LogId log) -> Result<void> {
        ledger::export_log(office.connection(), log, office.verifier_key().key, put);
        return {};
    });
}

int run_export_head(Arguments const& arguments)
{
    return with_log(arguments, [&](Office& office, LogId log) -> Result<void> {
        auto const head = ledger::latest_head(office.connection(), log);
        if (!head) {
            return refuse(audit_refusals, AuditRefusal::no_such_thing, "head");
        }
        put_text(*head);
        return {};
    });
}

int run_export_key(Arguments const& arguments)
{
    Office office{arguments.office};
    put(office.verifier_key().key);
    return ExitCode::done;
}

int run_proof(Arguments const& arguments)
{
    return with_log(arguments, [&](Office& office, LogId log) -> Result<void> {
        auto const seq = parse_integer(arguments.first);
        auto const proof = seq
            ? ledger::prove(office.connection(), log, Seq{*seq}, office.verifier_key().key)
            : std::nullopt;
        if (!proof) {
            return refuse(audit_refusals, AuditRefusal::no_such_thing, arguments.first);
        }
        put(*proof);
        return {};
    });
}

} // namespace ducha::app
