// The rows of 检索, as they follow from the events.
#include "domain/search/search_folds.h"

#include "domain/search/index.h"

namespace ducha::search {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

/// Of an event that brings a matter with its texts. One without words, be it that they were
/// erased since, leaves nothing.
template <class Event>
void keep(db::Connection& rows, Recorded const& recorded, Event const& event, ReportId report)
{
    auto words = searched_words(
        Texts::of(event),
        {.channel = event.channel, .day = event.reception_day, .types = event.types}
    );
    if (!words.empty()) {
        index_of(rows)->add({
            .log = recorded.log,
            .matter = MatterId{recorded.seq.get()},
            .report = report,
            .day = event.reception_day,
            .recorded = recorded.recorded,
            .words = std::move(words),
        });
    }
}

void fold_received(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const received = Codec<intake::ReportReceived>::read(event);
    keep(rows, event, received, ReportId{event.seq.get()});
}

void fold_split_off(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const part = Codec<intake::MatterSplitOff>::read(event);
    keep(rows, event, part, part.report);
}

void fold_erasure(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const erased = Codec<ledger::PayloadErased>::read(event);
    index_of(rows)->drop(event.log, MatterId{erased.seq.get()});
}

void clear_terms(db::Connection& rows)
{
    index_of(rows)->clear();
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {intake::ReportReceived::type.name, fold_received},
                {intake::MatterSplitOff::type.name, fold_split_off},
                {ledger::PayloadErased::type.name, fold_erasure},
            },
        .tables = {{"search_text", "log_id, matter_id"}},
        .clear_beside = clear_terms,
    };
}

} // namespace ducha::search
