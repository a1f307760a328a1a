// The log of an object walked again, with the engine's index as it was at each decision.
#pragma once

#include "engines/neardup/neardup.h"

#include "domain/merge/merge.h"

#include <map>
#include <set>

namespace ducha::merge {

/// What the log says was done about a matter.
enum class Ruling {
    joined_by_engine,
    joined_by_person,
    taken_along, ///< joined because the founder of its case was
    proposed,
    alone,
    repeat_noted,
    refused, ///< a person keeps it apart from a case
    parted,  ///< a person took it out of a case
};

/// One ruling, as recorded.
struct Ruled {
    Ruling ruling = Ruling::alone;
    MatterId matter;
    std::optional<CaseId> of; ///< joined, proposed, refused ...; when alone: the nearest, if any
    std::int64_t score_ppm = 0;
    std::string model; ///< empty where no engine spoke
    Seq seq;
};

/// Walks the log of an object from its beginning.
///
/// What the index returns before a ruling is, bit for bit, what the engine saw when it decided;
/// only words that were destroyed since are missing.
/// memory   one index, and a few words a matter
/// threads  one
class Replay {
public:
    /// with   the model for the whole walk; none: at each instant the one that was in force
    Replay(
        db::Connection& connection,
        intake::MayReadMatters const& may,
        std::optional<neardup::Model> with = {}
    );

    /// Calls `before` at each ruling, before it takes effect; of a parting, when the matter and
    /// what hung from it were taken out and nothing was put back. Ends early where it returns
    /// false.
    ///
    /// until   rulings behind this event are not walked
    /// cost    O(events); reading a matter's words and attaching it: about 200 us
    void walk(std::function<bool(Ruled const&)> const& before, std::optional<Seq> until = {});

    [[nodiscard]] neardup::Index const& index() const { return *index_; }

    /// What a person has kept apart from the matter so far: matters.
    [[nodiscard]] std::vector<std::int64_t> never_with(MatterId matter) const;

    /// Open, sealed, handed over or closed. A case without matters is not told apart here: the
    /// index does not return it.
    [[nodiscard]] casefile::Standing standing(CaseId id) const;

    /// By number.
    [[nodiscard]] std::vector<MatterId> members(CaseId id) const;

    /// The case that a matter lies in as far as the walk has come.
    [[nodiscard]] std::optional<CaseId> case_of(MatterId matter) const;

    /// Throws nothing away: a matter of the log has words, or empty ones where they were destroyed.
    [[nodiscard]] intake::Matter matter(MatterId id) const;

    /// The evidence for the matter's being of the case: what the engine would say now; where it
    /// would not find the case, by comparing the matter with its members one by one, without the
    /// evidence that only an index has. Nothing where the case has no member but the matter.
    [[nodiscard]] std::optional<neardup::Candidate> against(MatterId matter, CaseId id) const;

private:
    using Before = std::function<bool(Ruled const&)>;

    bool step(ledger::Recorded const& event, Before const& before);
    bool step_of_person(ledger::Recorded const& event, Before const& before);
    bool part(MatterParted const& parted, Seq seq, Before const& before);
    bool place(Ruled const& ruled, CaseId in, Before const& before);
    void change_standings(ledger::Recorded const& event);
    void attach(MatterId matter, CaseId in);
    void detach(MatterId matter);
    void change_model(neardup::Model const& model);
    void keep_apart(MatterId matter, std::vector<MatterId> const& others);

    struct Place {
        CaseId in;
        std::int64_t attached = 0; ///< counted from 1: the order of attaching
    };

    db::Connection& connection_;
    intake::MayReadMatters may_;
    bool follows_models_;
    std::unique_ptr<neardup::Index> index_;
    std::map<MatterId, Place> places_;
    std::map<CaseId, std::set<MatterId>> members_;
    std::map<CaseId, casefile::Standing> standings_;
    std::map<MatterId, CaseId> proposed_; ///< waits for an answer
    std::set<std::pair<MatterId, MatterId>> apart_;
    std::int64_t attached_ = 0;
};

} // namespace ducha::merge

template <>
struct ducha::Codes<ducha::merge::Ruling> {
    using Ruling = merge::Ruling;
    static constexpr CodeRow<Ruling> table[] = {
        {Ruling::joined_by_engine, "engine", "自动并案", "joined by the engine"},
        {Ruling::joined_by_person, "person", "人工并案", "joined by a person"},
        {Ruling::taken_along, "taken_along", "随首件并入", "taken along with the founder"},
        {Ruling::proposed, "proposed", "建议并案", "proposed"},
        {Ruling::alone, "alone", "单独成案", "alone"},
        {Ruling::repeat_noted, "repeat", "重复件另号", "repeat noted"},
        {Ruling::refused, "refused", "确认不是同一问题", "refused by a person"},
        {Ruling::parted, "parted", "已拆出", "parted by a person"},
    };
};
