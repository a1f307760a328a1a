// What can be asked of 并案 by name.
#include "domain/merge/merge_questions.h"

#include "domain/guard/named_question.h"
#include "domain/merge/merge.h"

namespace ducha::merge {

template <class Fields>
void describe(Fields& fields, Placement& placement)
{
    fields.field("matter", placement.matter);
    fields.field("case", placement.in);
    fields.field("nearest", placement.nearest);
    fields.field("how", placement.how);
    fields.field("score_ppm", placement.score_ppm);
}

namespace {

struct AskForProposals {
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForProposals& question)
{
    fields.field("limit", question.limit);
}

/// What waits for a person, and how much waits for the engine.
struct Waiting {
    std::int64_t matters = 0;   ///< that nobody has looked at
    std::int64_t proposals = 0; ///< in all
    std::vector<Placement> items;
};

template <class Fields>
void describe(Fields& fields, Waiting& shown)
{
    fields.field("waiting_matters", shown.matters);
    fields.field("waiting_proposals", shown.proposals);
    fields.field("items", shown.items);
}

Result<Waiting> list(guard::Inquiry const& inquiry, AskForProposals const& question)
{
    auto const may = inquiry.permissions.authorize<ReadMerges>(inquiry.log);
    auto const cases = inquiry.permissions.authorize<casefile::ReadCases>(inquiry.log);
    if (!may || !cases) {
        return std::unexpected{may ? cases.error() : may.error()};
    }
    Waiting shown;
    shown.items = proposals(inquiry.connection, *may, *cases);
    shown.proposals = std::ssize(shown.items);
    shown.matters = waiting(inquiry.connection, *may);
    auto const most = guard::page_size(question.limit);
    if (shown.proposals > most) {
        shown.items.resize(static_cast<std::size_t>(most));
    }
    return shown;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    auto all = questions_of_nearby();
    all.push_back({
        .name = "list_proposals",
        .about = guard::About::object,
        .path = "proposals",
        .zh = "待人确认的并案建议，最没有把握的在前",
        .en = "proposals that wait for a person, the most uncertain first",
        .answerer = guard::answers<AskForProposals, Waiting>(list),
        .is_list = true,
    });
    return all;
}

} // namespace ducha::merge
