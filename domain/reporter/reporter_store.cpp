// 举报人: the commands, and what the house reads of them.
#include "base/text.h"

#include "platform/db/connection.h"
#include "platform/json/record.h"
#include "platform/sealed/receipts.h"

#include "domain/reporter/receipt_rows.h"
#include "domain/reporter/reporter_codec.h"
#include "domain/reporter/reporter_refusals.h"

#include "generated/reporter_sql.h"

namespace ducha::reporter {
namespace {

constexpr std::string_view receiving = "receive_web_report";
constexpr std::string_view adding = "add_to_report";
constexpr std::string_view telling = "tell_threat";
constexpr std::size_t longest_addition = 5000;
constexpr std::size_t most_additions = 100;

/// A form as it came: new, or the same again.
struct Form {
    sealed::FormToken token;
    FormMark mark;
    bool there_already = false;
};

/// name      of the act: a form is for one act
/// refuses   what is no token; one that came before with another content
template <class Act>
Result<Form> form_of(guard::Scene& scene, std::string_view name, Act const& act)
{
    auto const token = sealed::parse_form_token(act.form);
    if (!token) {
        return refuse(refusals, ReporterRefusal::bad_form, {}, "32 hexadecimal digits", "form");
    }
    auto const place = std::string{name} + " " + std::to_string(scene.log.get()) + " ";
    Form form{
        .token = *token,
        .mark =
            {.token = to_hex(scene.receipts.mark_of(*token)),
             .content = to_hex(scene.originals.recognition_of({place + json::write(act)}))},
    };
    auto const known = scene.connection.text(sql::used_form, {form.mark.token});
    if (known && *known != form.mark.content) {
        return refuse(refusals, ReporterRefusal::form_used, {}, {}, "form");
    }
    form.there_already = known.has_value();
    return form;
}

/// What was said, sealed; and the words that remain for those who read it.
struct Said {
    intake::OriginalMark original;
    std::string text;
};

Result<Said> said(guard::Scene& scene, std::string const& given)
{
    auto text = intake::free_text(given, "text", longest_addition);
    if (!text) {
        return std::unexpected{std::move(text.error())};
    }
    if (text->empty()) {
        return refuse(refusals, ReporterRefusal::nothing_said, {}, {}, "text");
    }
    json::ObjectText content;
    content.put("text", json::quoted(given));
    sealed::Original const original{content.take()};
    auto const sealed = scene.originals.write(scene.log, {original}).at(0);
    return Said{
        .original =
            {.ref = sealed.ref,
             .sealed = to_hex(sealed.digest),
             .row = to_hex(scene.originals.recognition_of(original))},
        .text = std::move(*text),
    };
}

std::unexpected<Refusal> no_such_receipt()
{
    return refuse(refusals, ReporterRefusal::no_such_receipt, {}, {}, "code");
}

Result<guard::Proposal>
decide(guard::Scene& scene, ReceiveWebReport const& command, Receipt& receipt)
{
    auto const form = form_of(scene, receiving, command);
    if (!form) {
        return std::unexpected{form.error()};
    }
    auto const code = scene.receipts.code_of(form->token);
    auto const mark = scene.receipts.mark_of(code);
    if (form->there_already) {
        receipt = {code, find_receipt(scene.connection, mark).value().report, true};
        return guard::Proposal{};
    }
    auto report = incoming(command, scene.receipts.own_id_of(form->token), scene.now);
    if (!report) {
        return std::unexpected{std::move(report.error())};
    }
    auto const outcome = std::make_shared<intake::ReceiveOutcome>();
    auto const taking = intake::receive(scene.log, {.reports = {std::move(*report)}}, outcome);
    auto proposal = taking.decide(scene);
    if (proposal && outcome->rows.front().fate == intake::ReceiveOutcome::Fate::refused) {
        return std::unexpected{outcome->rows.front().refusal};
    }
    if (proposal) {
        // The log is held: its next event is the one that takes the report down.
        ReportId const id{ledger::state_of(scene.connection, scene.log, false).size};
        proposal->add(
            ReceiptIssued{.report = id, .code = to_hex(mark), .form = form->mark}, scene.now
        );
        receipt = {code, id, false};
    }
    return proposal;
}

Result<guard::Proposal> decide(guard::Scene& scene, AddToReport const& command)
{
    auto const place = find_receipt(scene.connection, scene.receipts, command.code);
    if (!place || place->log != scene.log) {
        return no_such_receipt();
    }
    auto const form = form_of(scene, adding, command);
    if (!form) {
        return std::unexpected{form.error()};
    }
    if (form->there_already) {
        return guard::Proposal{};
    }
    auto const may = scene.may<intake::ReadMatters>();
    if (additions_of(scene.connection, may, place->report).size() >= most_additions) {
        return refuse(refusals, ReporterRefusal::too_many_additions);
    }
    auto words = said(scene, command.text);
    if (!words) {
        return std::unexpected{std::move(words.error())};
    }
    guard::Proposal proposal;
    proposal.add(
        AdditionReceived{
            .report = place->report,
            .form = form->mark,
            .original = words->original,
            .text = std::move(words->text),
        },
        scene.now
    );
    return proposal;
}

Result<guard::Proposal> decide(guard::Scene& scene, TellThreat const& command)
{
    auto const place = find_receipt(scene.connection, scene.receipts, command.code);
    if (!place) {
        return no_such_receipt();
    }
    auto const form = form_of(scene, telling, command);
    if (!form) {
        return std::unexpected{form.error()};
    }
    if (form->there_already) {
        return guard::Proposal{};
    }
    auto words = said(scene, command.text);
    if (!words) {
        return std::unexpected{std::move(words.error())};
    }
    guard::Proposal proposal;
    proposal.add(
        ThreatTold{
            .form = form->mark,
            .original = words->original,
            .log = place->log,
            .report = place->report,
            .text = std::move(words->text),
        },
        scene.now
    );
    return proposal;
}

} // namespace

guard::Command receive(LogId log, ReceiveWebReport command, std::shared_ptr<Receipt> receipt)
{
    return {
        .log = log,
        .act = receiving,
        .key = {},
        .decide = [command = std::move(command), receipt = std::move(receipt)](guard::Scene& scene
                  ) { return decide(scene, command, *receipt); },
    };
}

guard::Command add(LogId log, AddToReport command)
{
    return {
        .log = log,
        .act = adding,
        .key = {},
        .decide = [command =
                       std::move(command)](guard::Scene& scene) { return decide(scene, command); },
    };
}

guard::Command tell(TellThreat command)
{
    return {
        .log = office_log,
        .act = telling,
        .key = {},
        .decide = [command =
                       std::move(command)](guard::Scene& scene) { return decide(scene, command); },
    };
}

std::vector<Addition>
additions_of(db::Connection& connection, intake::MayReadMatters const& may, ReportId report)
{
    std::vector<Addition> all;
    bool const with_words = may.sees(identity::Field::working_text);
    connection.each(sql::additions, {may.object(), report}, [&](db::Row const& row) {
        all.push_back({row.id<Seq>(0), row.instant(1), with_words ? std::string{row.text(2)} : ""});
    });
    return all;
}

std::vector<Threat> threats(db::Connection& connection, MayReadThreats const& may)
{
    std::vector<Threat> all;
    connection.each(sql::threats, {may.object()}, [&](db::Row const& row) {
        all.push_back({
            .seq = row.id<Seq>(0),
            .told = row.instant(1),
            .log = row.id<LogId>(2),
            .report = row.id<ReportId>(3),
            .text = std::string{row.text(4)},
        });
    });
    return all;
}

} // namespace ducha::reporter
