// Reports like another.
#include "domain/merge/nearby.h"

#include "platform/db/connection.h"

#include "domain/merge/desk.h"
#include "domain/merge/explanation.h"
#include "domain/merge/models.h"

#include "generated/merge_sql.h"

#include <cmath>
#include <set>

namespace ducha::merge {
namespace {

constexpr std::size_t most_reasons = 4;
constexpr std::size_t most_words = 8;

/// Whether this was judged by the index as it is now, or by one that is to be made anew.
bool is_current(db::Connection& connection, LogId id, Seq seen, std::int64_t size)
{
    return size <= seen.get() + 1 || !ledger::words_erased_since(connection, id, seen);
}

double days_between(Instant one, Instant other)
{
    auto const apart = std::abs(static_cast<double>(one.microseconds - other.microseconds));
    return apart / static_cast<double>(24 * hour);
}

/// What the pair shares, beside what the engine said of it.
void complete(Similar& similar, neardup::Index const& index, intake::Matter const& like)
{
    Reading const one{like};
    Reading const other{similar.matter};
    auto const explained = index.explain(one.document(), other.document());
    similar.reasons = strongest(explained.features, true, most_reasons);
    for (auto const& word : explained.words) {
        if (similar.shared_words.size() < most_words) {
            similar.shared_words.push_back(word.text);
        }
    }
}

} // namespace

intake::Matter matter_of(Draft draft, Instant now)
{
    intake::Matter matter;
    matter.of.matter = MatterId{-1};
    matter.of.types = std::move(draft.types);
    matter.occurred = now;
    matter.title = std::move(draft.title);
    matter.text = std::move(draft.text);
    matter.place = std::move(draft.place);
    matter.enterprise = std::move(draft.enterprise);
    return matter;
}

Nearby::Log& Nearby::log_of(LogId id)
{
    std::scoped_lock const lock{adding_};
    auto& log = logs_[id];
    if (!log) {
        log = std::make_unique<Log>();
    }
    return *log;
}

/// A reader whose moment lies before what the index knows leaves it as it is: what he may not see
/// yet is dropped when it is looked up.
void Nearby::catch_up(db::Connection& connection, intake::MayReadMatters const& may, Log& log)
{
    auto const id = may.object();
    auto const model = connection.integer(sql::last_model_seq, {id});
    auto const size = ledger::state_of(connection, id, false).size;
    bool const is_usable =
        log.index && log.model == model && is_current(connection, id, log.seen, size);
    if (is_usable && size <= log.seen.get() + 1) {
        return;
    }
    if (!is_usable) {
        log.index = std::make_unique<neardup::Index>(model_in_force(connection, id));
        log.model = model;
        log.seen = Seq{-1};
    }
    auto const after = MatterId{log.seen.get()};
    intake::each_matter_behind(
        connection,
        may,
        after,
        most_looked_through,
        [&](intake::Matter const& matter) {
            if (!log.index->case_of(matter.of.matter.get())) {
                log.index->attach(Reading{matter}.document(), matter.of.matter.get());
            }
        }
    );
    log.seen = Seq{size - 1};
}

std::vector<Similar> Nearby::find(
    db::Connection& connection,
    intake::MayReadMatters const& may,
    std::optional<casefile::MayReadCases> const& cases,
    intake::Matter const& like,
    std::int64_t most
)
{
    auto& log = log_of(may.object());
    {
        std::unique_lock const lock{log.changing};
        catch_up(connection, may, log);
    }
    std::shared_lock const lock{log.changing};
    std::vector<Similar> similar;
    std::set<CaseId> told;
    for (auto const& near : log.index->candidates(Reading{like}.document())) {
        auto matter = intake::load_matter(connection, may, MatterId{near.nearest});
        if (!matter || std::ssize(similar) == most) {
            continue;
        }
        auto const in =
            cases ? casefile::case_of(connection, *cases, matter->of.matter) : std::nullopt;
        if (in && !told.insert(*in).second) {
            continue;
        }
        auto& one = similar.emplace_back();
        one.matter = std::move(*matter);
        one.in = in;
        one.probability = near.probability;
        if (in) {
            auto const file = casefile::load(connection, *cases, *in);
            one.case_number = file ? file->number : "";
        }
        if (like.of.matter.get() >= 0) {
            one.days_apart = days_between(like.occurred, one.matter.occurred);
        }
        complete(one, *log.index, like);
    }
    return similar;
}

} // namespace ducha::merge
