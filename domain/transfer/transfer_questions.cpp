// What can be asked of 转办 by name.
#include "domain/transfer/transfer_questions.h"

#include "domain/casefile/casefile_codec.h"
#include "domain/guard/named_question.h"
#include "domain/transfer/received_batch.h"

namespace ducha::transfer {

template <class Fields>
void describe(Fields& fields, Supplement& supplement)
{
    fields.field("matter", supplement.matter);
    fields.field("report", supplement.report);
    fields.field("of", supplement.of);
}

template <class Fields>
void describe(Fields& fields, Batch& batch)
{
    fields.field("day", batch.day);
    fields.field("number", batch.number);
    fields.field("state", batch.state);
    fields.field("cases", batch.cases);
    fields.field("urgent", batch.urgent);
    fields.field("supplements", batch.supplements);
}

namespace {

struct AskForBatch {
    Day day;
};

template <class Fields>
void describe(Fields& fields, AskForBatch& question)
{
    fields.field("day", question.day);
}

Result<std::optional<Batch>> find_batch(guard::Inquiry const& inquiry, AskForBatch const& question)
{
    auto const may = inquiry.permissions.authorize<ReadBatches>(inquiry.log);
    auto const cases = inquiry.permissions.authorize<casefile::ReadCases>(inquiry.log);
    if (!may || !cases) {
        return std::unexpected{may ? cases.error() : may.error()};
    }
    auto const matters = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    return matters ? load_batch(inquiry.connection, *may, *cases, *matters, question.day)
                   : load_received_batch(inquiry.connection, *may, *cases, question.day);
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {{
        .name = "read_batch",
        .about = guard::About::object,
        .path = "batches/{day}",
        .zh = "一天的批次",
        .en = "the batch of a day",
        .answerer = guard::answers_one<AskForBatch, Batch>(find_batch),
    }};
}

} // namespace ducha::transfer
