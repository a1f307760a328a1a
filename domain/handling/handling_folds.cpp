// The rows of 办理, as they follow from the events.
#include "domain/handling/handling_folds.h"

#include "platform/db/connection.h"

#include "domain/handling/handling_codec.h"

#include "generated/handling_sql.h"

#include <map>

namespace ducha::handling {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

using Amounts = std::map<std::string_view, std::int64_t>;

/// What an outcome counts as, by measure. No amount is 0.
Amounts amounts_of(Outcome const& outcome)
{
    Amounts amounts{{"results", 1}, {code(outcome.status), 1}};
    if (outcome.truth) {
        amounts[code(*outcome.truth)] = 1;
    }
    if (outcome.rectification) {
        amounts[code(*outcome.rectification)] = 1;
    }
    amounts["fine_fen"] = outcome.fine.get();
    for (auto const& row : numbers) {
        amounts[row.name] = outcome.*row.number;
    }
    std::erase_if(amounts, [](auto const& entry) { return entry.second == 0; });
    return amounts;
}

/// `sign` times the amounts that `other` has not.
void add_amounts(
    ResultReported const& event,
    Amounts const& amounts,
    Amounts const& other,
    std::int64_t sign,
    CountFacts& counts
)
{
    for (auto const& [measure, amount] : amounts) {
        auto const found = other.find(measure);
        if (found == other.end() || found->second != amount) {
            counts.add(event.of.get(), measure, event.by, sign * amount);
        }
    }
}

void fold_handed_over(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const handed = Codec<transfer::CaseHandedOver>::read(event);
    rows.run(sql::add_case, {event.log, handed.of, event.occurred});
}

void fold_reported(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const reported = Codec<ResultReported>::read(event);
    auto const& outcome = reported.outcome;
    Amounts before;
    if (reported.before) {
        before = amounts_of(*reported.before);
        auto const earlier = json::write(*reported.before);
        rows.run(sql::keep_earlier, {event.log, reported.of, event.seq, earlier});
    }
    auto const text = [](auto const& value) {
        return value ? std::optional{code(*value)} : std::nullopt;
    };
    rows.run(
        sql::set_result,
        {event.log,
         reported.of,
         event.occurred,
         code(outcome.status),
         text(outcome.truth),
         text(outcome.rectification),
         outcome.ordered,
         outcome.penalised,
         outcome.fine,
         outcome.seized,
         outcome.criminal,
         outcome.detained_administrative,
         outcome.detained_criminal,
         outcome.interviewed,
         outcome.accountable}
    );
    auto const now = amounts_of(outcome);
    add_amounts(reported, before, now, -1, counts);
    add_amounts(reported, now, before, 1, counts);
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {transfer::CaseHandedOver::type.name, fold_handed_over},
                {ResultReported::type.name, fold_reported},
            },
        .tables =
            {
                {"case_result", "log_id, case_id"},
                {"earlier_result", "log_id, case_id, replaced_by"},
            },
    };
}

} // namespace ducha::handling
