// The engine's indexes, one a log, and how they follow the log.
#include "domain/merge/desk.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"

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

neardup::Index& Desk::open(guard::Scene& scene)
{
    auto& log = logs_[scene.log];
    if (log.unsettled || log.index == nullptr) {
        log.index = std::make_unique<neardup::Index>(neardup::Model::standard());
        log.seen = Seq{-1};
    }
    // From here on: a catching up that fails half-way leaves an index that misses placements.
    log.unsettled = true;
    catch_up(scene, log);
    return *log.index;
}

void Desk::settled(LogId log, bool committed, Seq last)
{
    auto& known = logs_[log];
    if (committed) {
        known.seen = last;
        known.unsettled = false;
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
    auto const may = scene.policy.authorize<intake::ReadMatters>(scene.log);
    for (auto const& step : steps) {
        if (log.index->case_of(step.matter.get())) {
            log.index->detach(step.matter.get());
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
            log.index->attach(Reading{*matter}.document(), in.get());
        }
    }
}

} // namespace ducha::merge
