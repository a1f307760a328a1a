// Why a matter lies where it lies.
#include "domain/merge/explanation.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"

#include "domain/merge/desk.h"
#include "domain/merge/merge_refusals.h"
#include "domain/merge/models.h"

#include "generated/merge_sql.h"

#include <algorithm>
#include <cmath>

namespace ducha::merge {
namespace {

using neardup::Evidence;

bool says(neardup::Candidate const& near, Evidence name)
{
    return near.values[static_cast<std::size_t>(name)] > 0;
}

bool chooses(Ruling ruling)
{
    return ruling == Ruling::joined_by_engine || ruling == Ruling::joined_by_person ||
        ruling == Ruling::taken_along || ruling == Ruling::proposed ||
        ruling == Ruling::repeat_noted;
}

/// The cases near a matter just before a ruling on it.
class Moment {
public:
    Moment(Replay const& replay, Ruled const& ruled, inspection::MergeThresholds const& bars)
        : replay_{replay},
          ruled_{ruled},
          bars_{bars},
          reading_{replay.matter(ruled.matter)},
          barred_{replay.never_with(ruled.matter)},
          allowed_{replay.index().candidates(reading_.document(), {barred_})}
    {
    }

    [[nodiscard]] Weighed weighed() const
    {
        Weighed result;
        result.ruled = ruled_;
        result.model = named(replay_.index().model());
        auto const against = ruled_.of ? evidence(*ruled_.of) : std::nullopt;
        if (against) {
            result.nearest = MatterId{against->nearest};
            result.features = neardup::features_of(against->values, replay_.index().model());
            result.log_odds = against->log_odds;
            result.probability = against->probability;
            result.agrees_with_root = against->agrees_with_root;
        }
        auto const* chosen = against && chooses(ruled_.ruling) ? &*against : nullptr;
        result.not_chosen = not_chosen(chosen);
        return result;
    }

private:
    [[nodiscard]] std::optional<neardup::Candidate> evidence(CaseId id) const
    {
        auto const found = std::ranges::find(allowed_, id.get(), &neardup::Candidate::case_id);
        return found != allowed_.end() ? std::optional{*found} : replay_.against(ruled_.matter, id);
    }

    /// The best of those that are allowed and those that a person has barred.
    [[nodiscard]] std::optional<NotChosen> not_chosen(neardup::Candidate const* chosen) const
    {
        for (auto const& near : replay_.index().candidates(reading_.document())) {
            bool const is_own = CaseId{near.case_id} == own_case(ruled_.matter) ||
                CaseId{near.case_id} == replay_.case_of(ruled_.matter);
            if (!is_own && (chosen == nullptr || near.case_id != chosen->case_id)) {
                return NotChosen{
                    .of = CaseId{near.case_id},
                    .nearest = MatterId{near.nearest},
                    .probability = near.probability,
                    .why = why_not(near, chosen),
                };
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool is_barred(neardup::Candidate const& near) const
    {
        bool const by_this = ruled_.ruling == Ruling::refused || ruled_.ruling == Ruling::parted;
        auto const members = replay_.members(CaseId{near.case_id});
        return (by_this && ruled_.of == CaseId{near.case_id}) ||
            std::ranges::any_of(members, [&](MatterId member) {
                   return std::ranges::find(barred_, member.get()) != barred_.end();
               });
    }

    [[nodiscard]] std::vector<WhyNot>
    why_not(neardup::Candidate const& near, neardup::Candidate const* chosen) const
    {
        auto const score = candidate_of(near, casefile::Standing::open).score_ppm;
        bool const sure = score >= bars_.join_ppm;
        bool const likely = score >= bars_.propose_ppm;
        bool const stays_open =
            replay_.standing(CaseId{near.case_id}) != casefile::Standing::closed;
        std::pair<WhyNot, bool> const reasons[] = {
            {WhyNot::refused_by_a_person, is_barred(near)},
            {WhyNot::closed, !stays_open},
            {WhyNot::root_differs, sure && !near.agrees_with_root},
            {WhyNot::less_likely, chosen != nullptr && near.log_odds <= chosen->log_odds},
            {WhyNot::below_joining, likely && !sure},
            {WhyNot::below_proposing, !likely},
            {WhyNot::another_district, says(near, Evidence::district_differs)},
            {WhyNot::another_enterprise, says(near, Evidence::enterprise_differs)},
        };
        std::vector<WhyNot> why;
        for (auto const& [reason, holds] : reasons) {
            if (holds) {
                why.push_back(reason);
            }
        }
        return why;
    }

    Replay const& replay_;
    Ruled const& ruled_;
    inspection::MergeThresholds const& bars_;
    Reading reading_;
    std::vector<std::int64_t> barred_;
    std::vector<neardup::Candidate> allowed_;
};

/// The event that placed a matter where it lies; nothing for one that waits, again or still.
std::optional<Seq> placed_at(db::Connection& connection, LogId log, MatterId matter)
{
    std::optional<Seq> at;
    connection.each(sql::placement, {log, matter}, [&](db::Row const& row) {
        auto const how = db::stored_code<How>(row, 1, "placement.how");
        if (how != How::waiting && how != How::freed) {
            at = row.id<Seq>(5);
        }
    });
    return at;
}

std::string text_of(intake::Matter const& matter)
{
    return std::string{Reading{matter}.document().text};
}

} // namespace

std::map<MatterId, Weighed> weigh(
    db::Connection& connection,
    intake::MayReadMatters const& may,
    std::vector<MatterId> const& matters,
    inspection::MergeThresholds const& bars
)
{
    std::map<MatterId, Weighed> weighed;
    std::set<MatterId> asked;
    Seq last{-1};
    for (auto const matter : matters) {
        if (auto const at = placed_at(connection, may.object(), matter)) {
            asked.insert(matter);
            last = std::max(last, *at);
        }
    }
    Replay replay{connection, may};
    replay.walk(
        [&](Ruled const& ruled) {
            if (asked.contains(ruled.matter)) {
                weighed[ruled.matter] = Moment{replay, ruled, bars}.weighed();
            }
            return true;
        },
        last
    );
    return weighed;
}

Result<Comparison>
compare(db::Connection& connection, intake::MayReadMatters const& may, MatterId a, MatterId b)
{
    auto const first = intake::load_matter(connection, may, a);
    auto const second = intake::load_matter(connection, may, b);
    if (!first || !second) {
        return refuse(
            refusals, MergeRefusal::no_such_matter, std::to_string(first ? b.get() : a.get())
        );
    }
    Reading const one{*first};
    Reading const other{*second};
    neardup::Index const index{model_in_force(connection, may.object())};
    auto found = index.explain(one.document(), other.document());
    auto const apart =
        std::abs(static_cast<double>(first->occurred.microseconds - second->occurred.microseconds));
    return Comparison{
        .a = text_of(*first),
        .b = text_of(*second),
        .words = std::move(found.words),
        .features = std::move(found.features),
        .log_odds = found.log_odds,
        .probability = found.probability,
        .days_apart = apart / static_cast<double>(24 * hour),
        .metres = std::nullopt, // no report has a pin yet
        .model = named(index.model()),
    };
}

std::vector<neardup::Feature>
strongest(std::vector<neardup::Feature> const& features, bool for_joining, std::size_t most)
{
    std::vector<neardup::Feature> found;
    for (auto const& feature : features) {
        bool const speaks = for_joining ? feature.weight > 0 : feature.weight < 0;
        if (speaks && feature.name != Evidence::prior) {
            found.push_back(feature);
        }
    }
    std::ranges::stable_sort(found, std::greater{}, [](neardup::Feature const& feature) {
        return std::abs(feature.weight);
    });
    found.resize(std::min(found.size(), most));
    return found;
}

} // namespace ducha::merge
