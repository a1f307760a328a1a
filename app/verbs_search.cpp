// The verb that searches.
#include "base/text.h"

#include "app/desk_of_verbs.h"
#include "app/printing_search.h"
#include "app/usage_refusals.h"

#include <algorithm>

namespace ducha::app {
namespace {

Result<std::optional<Day>> day_in(std::string const& given)
{
    auto const day = parse_day(given);
    if (!given.empty() && !day) {
        return refuse(usage_refusals, UsageRefusal::bad_day, given, "2021-09-15");
    }
    return day;
}

/// The enumerator that was named; none where nothing was.
template <Coded Enum>
Result<std::optional<Enum>> word_in(std::string const& given, std::string option)
{
    auto const known = from_code<Enum>(given);
    if (!given.empty() && !known) {
        std::string expected;
        for (auto const& row : Codes<Enum>::table) {
            expected += (expected.empty() ? "" : ", ") + std::string{row.code};
        }
        return refuse(usage_refusals, UsageRefusal::bad_word, given, expected, std::move(option));
    }
    return known;
}

Result<search::Question> question_in(Arguments const& arguments)
{
    search::Question question;
    for (auto const& word : arguments.words) {
        question.words += word + " ";
    }
    auto const from = day_in(arguments.from);
    auto const to = day_in(arguments.to);
    auto const channel = word_in<Channel>(arguments.channel, "--channel");
    auto const type = word_in<intake::Type>(arguments.type, "--type");
    for (auto const* const refused :
         {from ? nullptr : &from.error(),
          to ? nullptr : &to.error(),
          channel ? nullptr : &channel.error(),
          type ? nullptr : &type.error()}) {
        if (refused != nullptr) {
            return std::unexpected{*refused};
        }
    }
    question.from = *from;
    question.to = *to;
    question.channel = *channel;
    question.type = *type;
    if (!arguments.case_number.empty()) {
        question.case_number = arguments.case_number;
    }
    return question;
}

Result<search::Portion> portion_in(Arguments const& arguments)
{
    search::Portion portion;
    if (arguments.limit) {
        portion.hits = static_cast<std::size_t>(std::max<std::int64_t>(1, *arguments.limit));
    }
    if (!arguments.after.empty()) {
        portion.after = search::parse_cursor(arguments.after);
        if (!portion.after) {
            return refuse(
                usage_refusals,
                UsageRefusal::bad_number,
                arguments.after,
                "what the page before said",
                "--after"
            );
        }
    }
    return portion;
}

/// The object that was named, or all of the inspection.
Result<std::vector<inspection::InspectedObject>>
objects_in(inspection::Inspection const& inspection, Arguments const& arguments)
{
    if (arguments.object.empty()) {
        return inspection.objects;
    }
    auto const object = inspection::choose_object(inspection, arguments.object);
    if (!object) {
        return std::unexpected{object.error()};
    }
    return std::vector{*object};
}

std::vector<search::SearchedLog>
logs_of(Office& office, std::vector<inspection::InspectedObject> const& objects)
{
    std::vector<search::SearchedLog> logs;
    for (auto const& object : objects) {
        logs.push_back({
            .texts = office.policy().authorize<search::ReadTexts>(object.log),
            .cases = office.policy().authorize<casefile::ReadCases>(object.log),
            .matters = office.policy().authorize<intake::ReadMatters>(object.log),
        });
    }
    return logs;
}

NamedHit named(
    Office& office,
    std::vector<inspection::InspectedObject> const& objects,
    std::vector<search::SearchedLog> const& logs,
    search::Hit const& hit
)
{
    auto const is_its_log = [&](LogId log) { return log == hit.log; };
    auto const at = std::ranges::find_if(objects, is_its_log, &inspection::InspectedObject::log);
    auto const& log = logs[static_cast<std::size_t>(at - objects.begin())];
    NamedHit result{
        .hit = hit,
        .object = at->code,
        .report = intake::own_id_of(office.connection(), log.matters, hit.report),
        .case_number = {},
    };
    if (hit.in) {
        auto const file = casefile::load(office.connection(), log.cases, *hit.in);
        result.case_number = file ? file->number : "";
    }
    return result;
}

/// Asks, and says what is found.
Result<void> answer(Office& office, Arguments const& arguments)
{
    auto const inspection = find_inspection(office, arguments);
    if (!inspection) {
        return std::unexpected{inspection.error()};
    }
    auto const objects = objects_in(*inspection, arguments);
    auto const question = question_in(arguments);
    auto const portion = portion_in(arguments);
    for (auto const* const refused :
         {objects ? nullptr : &objects.error(),
          question ? nullptr : &question.error(),
          portion ? nullptr : &portion.error()}) {
        if (refused != nullptr) {
            return std::unexpected{*refused};
        }
    }
    auto const logs = logs_of(office, *objects);
    db::Snapshot const moment{office.connection()};
    auto const page = search::find(office.connection(), logs, *question, *portion);
    std::vector<NamedHit> hits;
    for (auto const& hit : page.hits) {
        hits.push_back(named(office, *objects, logs, hit));
    }
    put(print_search(page, hits, arguments));
    return {};
}

} // namespace

int run_search(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const result = answer(office, arguments);
    return result ? ExitCode::done : say(arguments, result.error());
}

} // namespace ducha::app
