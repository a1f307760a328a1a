// The verbs of the counter: receipt, threats.
#include "platform/sealed/receipts.h"

#include "domain/reporter/telling.h"

#include "app/audit_refusals.h"
#include "app/desk_of_verbs.h"
#include "app/rooms.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

#include <iostream>

namespace ducha::app {
namespace {

std::string date_of(std::optional<Instant> when)
{
    return when ? to_text(office_day(*when)) : "";
}

void put_step(Arguments const& arguments, MatterId matter, reporter::Told const& step)
{
    json::ObjectText figures;
    figures.put("matter", std::to_string(matter.get()));
    figures.put("zh", json::quoted(step.what.zh));
    figures.put("en", json::quoted(step.what.en));
    figures.put("date", json::quoted(date_of(step.when)));
    figures.put("more_zh", json::quoted(step.more.zh));
    figures.put("more_en", json::quoted(step.more.en));
    auto const line = [&](std::string const& what, std::string_view stop, std::string const& more) {
        return fmt::format(
            "{:<10}  {}{}{}", date_of(step.when), what, more.empty() ? "" : stop, more
        );
    };
    tell(
        arguments,
        {line(step.what.zh, "。", step.more.zh), line(step.what.en, ". ", step.more.en)},
        std::move(figures)
    );
}

void put_additions(Arguments const& arguments, std::vector<Instant> const& additions)
{
    for (auto const told : additions) {
        json::ObjectText figures;
        figures.put("added", json::quoted(date_of(told)));
        tell(
            arguments,
            {fmt::format("{:<10}  补充了内容", date_of(told)),
             fmt::format("{:<10}  words were added", date_of(told))},
            std::move(figures)
        );
    }
}

int put_code_of(Arguments const& arguments, Office& office)
{
    auto const token = sealed::parse_form_token(arguments.form);
    if (!token) {
        return say(
            arguments,
            refuse(usage_refusals, UsageRefusal::bad_word, {}, "32 hexadecimal digits", "--form")
                .error()
        );
    }
    auto const code = to_text(office.receipts().code_of(*token));
    json::ObjectText figures;
    figures.put("code", json::quoted(code));
    tell(arguments, {code, code}, std::move(figures));
    return ExitCode::done;
}

} // namespace

int run_receipt(Arguments const& arguments)
{
    Office office{arguments.office};
    if (!arguments.form.empty()) {
        return put_code_of(arguments, office);
    }
    auto code = arguments.first;
    if (code == "-") {
        std::getline(std::cin, code);
    }
    db::Snapshot const moment{office.connection()};
    identity::Permissions const who{
        policy(), office.policy().principal(), {}, office.clock().now()
    };
    auto const looked_up = reporter::look_up(office.connection(), who, office.receipts(), code);
    if (!looked_up) {
        return say(arguments, looked_up.error());
    }
    auto const& report = *looked_up;
    if (!report) {
        // What was given is not repeated: a code that was mistyped is nearly one.
        return say(arguments, refuse(audit_refusals, AuditRefusal::no_such_thing).error());
    }
    for (auto const& matter : report->matters) {
        for (auto const& step : reporter::told(*report, matter)) {
            put_step(arguments, matter.judged.matter, step);
        }
    }
    put_additions(arguments, report->additions);
    return ExitCode::done;
}

int run_threats(Arguments const& arguments)
{
    Office office{arguments.office};
    db::Snapshot const moment{office.connection()};
    auto const may = office.policy().authorize<reporter::ReadThreats>(office_log);
    for (auto const& threat : reporter::threats(office.connection(), may)) {
        json::ObjectText figures;
        figures.put("event", std::to_string(threat.seq.get()));
        figures.put("told", json::quoted(to_text(threat.told)));
        figures.put("log", std::to_string(threat.log.get()));
        figures.put("report", std::to_string(threat.report.get()));
        figures.put("text", json::quoted(threat.text));
        auto const line = fmt::format(
            "{}  {}/{}  {}",
            to_text(threat.told),
            threat.log.get(),
            threat.report.get(),
            threat.text
        );
        tell(arguments, {line, line}, std::move(figures));
    }
    return ExitCode::done;
}

} // namespace ducha::app
