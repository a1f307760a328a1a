// What can be asked of 经过 by name.
#include "domain/history/history_questions.h"

#include "domain/guard/named_question.h"
#include "domain/history/history.h"

namespace ducha::history {

template <class Fields>
void describe(Fields& fields, Step& step)
{
    fields.field("seq", step.seq);
    fields.field("type", step.type);
    fields.field("zh", step.words.zh);
    fields.field("en", step.words.en);
    fields.field("occurred", step.occurred);
    fields.field("recorded", step.recorded);
    fields.field("role", step.role);
    fields.field("matter", step.matter);
    fields.field("ground", step.ground);
    fields.field("why", step.why);
}

template <class Fields>
void describe(Fields& fields, History& history)
{
    fields.field("items", history.steps);
    fields.field("is_whole", history.is_whole);
}

namespace {

struct AskForMatter {
    MatterId matter;
};

template <class Fields>
void describe(Fields& fields, AskForMatter& question)
{
    fields.field("matter", question.matter);
}

struct AskForCase {
    CaseId id;
};

template <class Fields>
void describe(Fields& fields, AskForCase& question)
{
    fields.field("case", question.id);
}

struct AskForProof {
    CaseId id;
    std::optional<Seq> event; ///< of the case's history; none: the one that began it
};

template <class Fields>
void describe(Fields& fields, AskForProof& question)
{
    fields.field("case", question.id);
    fields.field("event", question.event);
}

/// What a proof holds, as ledger/audit.h writes it.
std::string proof_schema()
{
    auto const text = std::string{R"({"type":"string"})"};
    auto const perhaps = std::string{R"({"type":["string","null"]})"};
    return json::object_schema({
        {"format", text, true},
        {"version", R"({"type":"integer"})", true},
        {"origin", text, true},
        {"index", R"({"type":"integer"})", true},
        {"path", R"({"items":{"type":"string"},"type":"array"})", true},
        {"head", text, true},
        {"key", text, true},
        {"leaf", text, true},
        {"salt", perhaps, true},
        {"words", perhaps, true},
    });
}

/// Written by the ledger to the byte: it is checked by programs that share no code with this one.
Result<std::string> prove(guard::Inquiry const& inquiry, json::Given const& given)
{
    auto const question = json::read_given<AskForProof>(given);
    if (!question) {
        return std::unexpected{question.error()};
    }
    auto const may = inquiry.permissions.authorize<casefile::ReadCases>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const matters = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    auto proof = prove_of_case(
        inquiry.connection,
        *may,
        matters ? std::optional{*matters} : std::nullopt,
        question->id,
        question->event
    );
    if (!proof) {
        return std::unexpected{guard::not_found()};
    }
    return std::move(*proof);
}

Result<std::optional<History>>
tell_of_matter(guard::Inquiry const& inquiry, AskForMatter const& question)
{
    auto const may = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return of_matter(inquiry.connection, *may, question.matter);
}

Result<std::optional<History>>
tell_of_case(guard::Inquiry const& inquiry, AskForCase const& question)
{
    auto const may = inquiry.permissions.authorize<casefile::ReadCases>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const matters = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    return of_case(
        inquiry.connection, *may, matters ? std::optional{*matters} : std::nullopt, question.id
    );
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    auto all = ledger_questions();
    std::vector<guard::NamedQuestion> const of_things{
        {
            .name = "history_of_matter",
            .about = guard::About::object,
            .path = "matters/{matter}/history",
            .zh = "一个反映问题的经过，按台账次序",
            .en = "what happened to a matter, in the order of the log",
            .answerer = guard::answers_one<AskForMatter, History>(tell_of_matter),
            .is_list = true,
        },
        {
            .name = "history_of_case",
            .about = guard::About::object,
            .path = "cases/{case}/history",
            .zh = "一个交办件的经过，按台账次序",
            .en = "what happened to a case, in the order of the log",
            .answerer = guard::answers_one<AskForCase, History>(tell_of_case),
            .is_list = true,
        },
        {
            .name = "prove_case",
            .about = guard::About::object,
            .path = "cases/{case}/proof",
            .zh = "一个交办件经过中一个事件的台账证明，可离线核验",
            .en = "that an event of a case's history stands in the ledger, to be checked elsewhere",
            .answerer =
                {.answer = prove, .parameters = json::fields_of<AskForProof>, .schema = proof_schema
                },
            .is_list = true,
        },
    };
    all.insert(all.end(), of_things.begin(), of_things.end());
    return all;
}

} // namespace ducha::history
