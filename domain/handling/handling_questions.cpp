// What can be asked of 办理 by name.
#include "domain/handling/handling_questions.h"

#include "domain/guard/named_question.h"
#include "domain/handling/handling_codec.h"

namespace ducha::handling {
namespace {

struct AskForResult {
    CaseId id;
};

template <class Fields>
void describe(Fields& fields, AskForResult& question)
{
    fields.field("case", question.id);
}

/// A result and the instant since which it has stood so.
struct Shown {
    Instant occurred;
    Outcome outcome;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    fields.field("occurred", shown.occurred);
    fields.field("outcome", shown.outcome);
}

Result<std::optional<Shown>>
find_result(guard::Inquiry const& inquiry, AskForResult const& question)
{
    auto const may = inquiry.permissions.authorize<ReadResults>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const result = load_result(inquiry.connection, *may, question.id);
    return result ? std::optional{Shown{result->occurred, result->outcome}} : std::nullopt;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {{
        .name = "read_result",
        .about = guard::About::object,
        .path = "cases/{case}/result",
        .zh = "交办件的办理结果",
        .en = "the result of a case",
        .answerer = guard::answers_one<AskForResult, Shown>(find_result),
    }};
}

} // namespace ducha::handling
