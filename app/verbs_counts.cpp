// The verbs that count, and check the counting of others.
#include "domain/bulletin/arithmetic.h"
#include "domain/bulletin/bulletin.h"

#include "app/desk_of_verbs.h"
#include "app/printing.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

Result<Instant> instant_of(std::string const& text)
{
    auto const instant = parse_instant(text);
    if (!instant) {
        return refuse(usage_refusals, UsageRefusal::bad_instant, text, "2021-09-15T20:00:00");
    }
    return *instant;
}

/// A day alone means its daily cut, as in the bulletins: as of 20:00.
Result<Instant> moment_of(std::string const& text, TimeOfDay cut)
{
    auto const day = parse_day(text);
    return day ? Result<Instant>{office_instant(*day, cut)} : instant_of(text);
}

Result<bulletin::Question> question_of(Arguments const& arguments, Instant now, TimeOfDay cut)
{
    auto const as_of =
        arguments.as_of.empty() ? Result<Instant>{now} : moment_of(arguments.as_of, cut);
    if (!as_of) {
        return std::unexpected{as_of.error()};
    }
    bulletin::Question question{.as_of = *as_of, .known_at = {}, .by = {}};
    if (!arguments.known_at.empty()) {
        auto const known_at = moment_of(arguments.known_at, cut);
        if (!known_at) {
            return std::unexpected{known_at.error()};
        }
        question.known_at = *known_at;
    }
    auto const by = from_code<bulletin::Grouping>(arguments.by);
    if (!by) {
        return refuse(
            usage_refusals,
            UsageRefusal::bad_word,
            arguments.by,
            "none, object, type, channel or day",
            "--by"
        );
    }
    question.by = *by;
    return question;
}

/// All objects of the inspection, or the one that was named.
Result<std::vector<bulletin::Counted>>
objects_to_count(Office& office, inspection::Inspection const& inspection, std::string const& named)
{
    auto objects = inspection.objects;
    if (!named.empty()) {
        auto object = inspection::choose_object(inspection, named);
        if (!object) {
            return std::unexpected{object.error()};
        }
        objects = {std::move(*object)};
    }
    std::vector<bulletin::Counted> counted;
    for (auto const& object : objects) {
        auto const may = office.policy().authorize<bulletin::ReadCounts>(object.log);
        counted.push_back({object.code, may});
    }
    return counted;
}

} // namespace

int run_counts(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const inspection = find_inspection(office, arguments);
    if (!inspection) {
        return say(arguments, inspection.error());
    }
    auto const objects = objects_to_count(office, *inspection, arguments.object);
    auto const question = question_of(arguments, office.clock().now(), inspection->daily_cut);
    if (!objects || !question) {
        return say(arguments, objects ? question.error() : objects.error());
    }
    db::Snapshot const moment{office.connection()};
    auto const lines = bulletin::count(office.connection(), *objects, *question);
    put(print_counts(lines, *question, arguments));
    return ExitCode::done;
}

int run_bulletin_audit(Arguments const& arguments)
{
    auto const table = bulletin::read_published(arguments.file);
    if (!table) {
        return say(arguments, table.error());
    }
    std::map<bulletin::Verdict, int> verdicts;
    for (auto const& check : bulletin::audit(*table)) {
        ++verdicts[check.verdict];
        if (check.verdict != bulletin::Verdict::holds || arguments.json) {
            put(print_check(check, arguments));
        }
    }
    using enum bulletin::Verdict;
    if (!arguments.json) {
        auto const& layout = code_row(table->layout);
        put(fmt::format(
            fmt::runtime(
                arguments.chinese
                    ? "{}：{} 式成立，{} 式按另一口径成立，{} 式需核对"
                    : "{}: {} formulas hold, {} hold by another rule, {} need checking"
            ),
            arguments.chinese ? layout.zh : layout.en,
            verdicts[holds],
            verdicts[holds_otherwise],
            verdicts[does_not_hold]
        ));
    }
    return verdicts[does_not_hold] == 0 ? ExitCode::done : ExitCode::refused;
}

} // namespace ducha::app
