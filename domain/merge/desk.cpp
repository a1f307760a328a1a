// The engine's indexes, one a log, and how they follow the log.
#include "domain/merge/desk.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"
#include "platform/trouble.h"

#include "domain/ledger/ledger.h"
#include "domain/merge/models.h"

#include "generated/merge_sql.h"

namespace ducha::merge {

Candidate candidate_of(neardup::Candidate const& near, casefile::Standing standing)
{
    return {
        .into = CaseId{near.case_id},
        .nearest = MatterId{near.nearest},
        .score_ppm = static_cast<std::int64_t>(near.probability * 1e6),
        .agrees_with_root = near.agrees_with_root,
        .standing = standing,
    };
}

Reading::Reading(intake::Matter const& matter)
    : id_{matter.of.matter},
      text_{matter.title + "\n" + matter.text},
      place_{matter.place},
      enterprise_{matter.enterprise},
      occurred_{matter.occurred}
{
    for (auto const type : matter.of.types) {
        issues_ |= 1U << static_cast<unsigned>(type);
    }
}

neardup::Document Reading::document() const
{
    return {
        .id = id_.get(),
        .text = text_,
        .place = place_,
        .enterprise = enterprise_,
        .issues = issues_,
        .occurred = occurred_,
    };
}

namespace {

std::int64_t matters_in(neardup::Index const& index)
{
    return static_cast<std::int64_t>(index.footprint().documents);
}

} // namespace

void Desk::tell(Sentence const& sentence) const
{
    if (shelf_.notice) {
        shelf_.notice(sentence);
    }
}

/// What is of no use must not stay: it may be of words that are gone.
void Desk::drop(LogId log) const
{
    try {
        forget_kept_index(shelf_.folder, log);
    } catch (Trouble const& trouble) {
        tell({trouble.what(), trouble.what()});
    }
}

/// From the shelf, or from nothing.
Desk::Log Desk::begun(guard::Scene& scene)
{
    if (!shelf_.folder.empty()) {
        auto taken = take(scene.connection, scene.log, shelf_.folder);
        if (taken.held) {
            auto const matters = matters_in(*taken.held->index);
            auto const last = Seq{taken.held->events - 1};
            return {.held = std::move(*taken.held), .seen = last, .kept_matters = matters};
        }
        if (!taken.fault.empty()) {
            drop(scene.log);
            tell(
                {"并案索引的快照不可用，已从数据库重建（" + taken.fault + "）",
                 "the snapshot of the merging index is of no use, so it is made anew from the "
                 "database (" +
                     taken.fault + ")"}
            );
        }
    }
    Log log;
    log.held.index = std::make_unique<neardup::Index>(model_in_force(scene.connection, scene.log));
    return log;
}

neardup::Index& Desk::open(guard::Scene& scene)
{
    auto& log = logs_[scene.log];
    auto const model = scene.connection.integer(sql::last_model_seq, {scene.log});
    if (log.unsettled || log.held.index == nullptr || log.model != model ||
        ledger::words_erased_since(scene.connection, scene.log, log.seen)) {
        log = Log{};
        log = begun(scene);
        log.model = model;
    }
    // From here on: a catching up that fails half-way leaves an index that misses placements.
    log.unsettled = true;
    catch_up(scene, log);
    return *log.held.index;
}

void Desk::settled(LogId log, bool committed, Seq last)
{
    auto& known = logs_[log];
    if (committed) {
        known.seen = last;
        known.unsettled = false;
    }
}

void Desk::keep(db::Connection& connection, LogId id, bool all_placed)
{
    auto& log = logs_[id];
    if (shelf_.folder.empty() || log.unsettled || log.held.index == nullptr) {
        return;
    }
    auto const matters = matters_in(*log.held.index);
    auto const since = matters - log.kept_matters;
    bool const is_due = since >= shelf_.least_matters && (all_placed || since >= log.kept_matters);
    if (!is_due) {
        return;
    }
    log.kept_matters = matters; // where it cannot be kept, it is tried again as late
    try {
        merge::keep(*log.held.index, connection, id, log.seen.get() + 1, shelf_.folder);
    } catch (Trouble const& trouble) {
        tell(
            {std::string{"并案索引未能存为快照，不影响办理（"} + trouble.what() + "）",
             std::string{"no snapshot of the merging index was kept, which harms nothing ("} +
                 trouble.what() + ")"}
        );
    }
}

/// Attaches and detaches in the order of the log, so that an index that follows and one that is
/// made anew are the same.
void Desk::catch_up(guard::Scene& scene, Log& log)
{
    struct Step {
        MatterId matter;
        How how;
        CaseId in;
    };
    std::vector<Step> steps;
    scene.connection.each(sql::placements_since, {scene.log, log.seen}, [&](db::Row const& row) {
        auto const how = db::stored_code<How>(row, 1, "placement.how");
        steps.push_back({row.id<MatterId>(0), how, row.id<CaseId>(2)});
        log.seen = row.id<Seq>(5);
    });
    auto const may = scene.may<intake::ReadMatters>();
    for (auto const& step : steps) {
        if (log.held.index->case_of(step.matter.get())) {
            log.held.index->detach(step.matter.get());
        }
        bool const lies_in_a_case =
            step.how != How::waiting && step.how != How::freed && step.how != How::gone;
        auto const matter =
            lies_in_a_case ? intake::load_matter(scene.connection, may, step.matter) : std::nullopt;
        if (matter) {
            // Of the others, `in` may be the case that was proposed or that is repeated.
            bool const in_it = step.how == How::joined_by_engine ||
                step.how == How::joined_by_person || step.how == How::parted;
            auto const in = in_it ? step.in : own_case(step.matter);
            log.held.index->attach(Reading{*matter}.document(), in.get());
        }
    }
}

} // namespace ducha::merge
