// What can be asked of 交办件 by name.
#include "domain/casefile/casefile_questions.h"

#include "domain/casefile/casefile_codec.h"
#include "domain/guard/named_question.h"

namespace ducha::casefile {
namespace {

/// A case in a list.
struct Line {
    std::string inspection;
    std::string object;
    CaseFile file;
};

template <class Fields>
void describe(Fields& fields, Line& line)
{
    fields.field("inspection", line.inspection);
    fields.field("object", line.object);
    fields.field("file", line.file);
}

/// A case by itself.
struct Shown {
    CaseFile file;
    std::vector<MatterId> matters;     ///< none for who may not know how many reported
    std::vector<std::string> partners; ///< objects that handle it jointly
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    fields.field("file", shown.file);
    fields.field("matters", shown.matters);
    fields.field("partners", shown.partners);
}

struct AskForCase {
    CaseId id;
};

template <class Fields>
void describe(Fields& fields, AskForCase& question)
{
    fields.field("case", question.id);
}

struct AskForNumber {
    std::string number;
};

template <class Fields>
void describe(Fields& fields, AskForNumber& question)
{
    fields.field("number", question.number);
}

struct AskForCases {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForCases& question)
{
    fields.field("after", question.after);
    fields.field("limit", question.limit);
}

std::optional<Shown>
shown(guard::Inquiry const& inquiry, MayReadCases const& may, std::optional<CaseFile> file)
{
    if (!file) {
        return std::nullopt;
    }
    auto const id = file->id;
    return Shown{
        .file = std::move(*file),
        .matters = matters_of(inquiry.connection, may, id),
        .partners = partners_of(inquiry.connection, may, id),
    };
}

Result<std::optional<Shown>> find_case(guard::Inquiry const& inquiry, AskForCase const& question)
{
    auto const may = inquiry.permissions.authorize<ReadCases>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return shown(inquiry, *may, load(inquiry.connection, *may, question.id));
}

Result<std::optional<Shown>>
find_number(guard::Inquiry const& inquiry, AskForNumber const& question)
{
    auto const may = inquiry.permissions.authorize<ReadCases>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return shown(inquiry, *may, find_by_number(inquiry.connection, *may, question.number));
}

Result<guard::Page<Line>> list(guard::Inquiry const& inquiry, AskForCases const& question)
{
    auto const after = guard::cursor_of(question.after);
    if (!after) {
        return std::unexpected{after.error()};
    }
    auto const most = guard::page_size(question.limit);
    auto listed = list_cases(
        inquiry.connection,
        inquiry.permissions.authorize_all<ReadCases>(),
        {LogId{after->log}, CaseId{after->thing}},
        most
    );
    guard::Page<Line> page;
    identity::Place place;
    for (auto& [log, file] : listed) {
        if (page.items.empty() || place.log != log) {
            place = inspection::place_of(inquiry.connection, log);
        }
        page.items.push_back({place.inspection, place.object, std::move(file)});
    }
    if (std::cmp_equal(listed.size(), most)) {
        page.next = guard::to_text({place.log.get(), page.items.back().file.id.get()});
    }
    return page;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {
        {
            .name = "list_cases",
            .about = guard::About::office,
            .path = "cases",
            .zh = "交办件，按日志与编号",
            .en = "cases, by log and id",
            .answerer = guard::answers<AskForCases, guard::Page<Line>>(list),
            .is_list = true,
        },
        {
            .name = "read_case",
            .about = guard::About::object,
            .path = "cases/{case}",
            .zh = "一个交办件",
            .en = "one case",
            .answerer = guard::answers_one<AskForCase, Shown>(find_case),
        },
        {
            .name = "find_case",
            .about = guard::About::object,
            .path = "numbers/{number}",
            .zh = "按编号查找交办件",
            .en = "a case by its number",
            .answerer = guard::answers_one<AskForNumber, Shown>(find_number),
        },
    };
}

} // namespace ducha::casefile
