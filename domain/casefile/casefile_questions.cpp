// What can be asked of 交办件 by name.
#include "domain/casefile/casefile_questions.h"

#include "domain/casefile/casefile_codec.h"
#include "domain/guard/named_question.h"

namespace ducha::casefile {
namespace {

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

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    auto all = questions_of_lists();
    std::vector<guard::NamedQuestion> const alone{
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
    all.insert(all.end(), alone.begin(), alone.end());
    return all;
}

} // namespace ducha::casefile
