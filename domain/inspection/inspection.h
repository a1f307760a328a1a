// 督察: who inspects whom, when, under which settings. Everything here is data with a source.
#pragma once

#include "base/code.h"
#include "base/ids.h"
#include "base/instant.h"

#include "domain/guard/room.h"
#include "domain/inspection/counting.h"
#include "domain/ledger/audit.h"

#include <optional>
#include <string>
#include <vector>

namespace ducha {

/// How a report comes in (domain.md 2.4). An inspection says which of them it opens.
enum class Channel { call, letter, web, visit };

template <>
struct Codes<Channel> {
    static constexpr CodeRow<Channel> table[] = {
        {Channel::call, "call", "来电", "calls"},
        {Channel::letter, "letter", "来信", "letters"},
        {Channel::web, "web", "网上", "web"},
        {Channel::visit, "visit", "来访", "visits"},
    };
};

} // namespace ducha

namespace ducha::inspection {

enum class Kind { routine, special, look_back, provincial };
enum class ObjectKind { province, group };

/// What happens to a repeat of a case that was handed over already.
enum class AfterHandOver {
    supplement, ///< new facts are sent on under the old number
    renumber,   ///< its own number, "repeats ..."
};

/// How case numbers are built. `pattern` holds the fields
///   {letter} {round} {object} {date} {serial:N}
/// in any order between fixed text; a watched case is marked by `*` behind its number.
///
/// source   domain.md 2.1; a central number is {letter}{round}{object}{date}{serial:4}
struct NumberScheme {
    struct Letter {
        Channel channel;
        std::string letter;
    };

    std::string id;
    std::string pattern;
    std::vector<Letter> letters; ///< the central scheme has D and X only; never with a digit
    std::string source;
};

/// Time limits, each with where it is written.
struct Limits {
    std::int64_t answer_days = 10; ///< calendar days from hand-over to the result (T06)
    std::string answer_source;
};

/// When the engine joins by itself and when it asks a person; in parts per million of
/// calibrated probability.
struct MergeThresholds {
    std::int64_t join_ppm = 920'000;
    std::int64_t propose_ppm = 300'000; ///< at most `join_ppm`
};

/// A unit below an inspected object: a county, a subsidiary, a site.
struct Unit {
    std::string code;
    std::string name;
    std::string parent; ///< the code of the unit above; empty at the top
};

/// One inspected object and the team stationed at it (进驻), from a day, to a day.
/// source   clause B21-01
struct InspectedObject {
    std::string code; ///< two capitals: a province's of GB/T 2260, or a city's or group's own
    std::string name_zh;
    std::string name_en;
    ObjectKind kind = ObjectKind::province;
    /// GB/T 2260 digits of a province; in a provincial inspection of a city, or of a county that
    /// has none above it. What lies below follows. A group has none.
    std::string region;
    std::string team;
    Day first_day;
    Day last_day;
    std::vector<Unit> units; ///< a group's subsidiaries and sites

    LogId log; ///< where its acts are recorded; given when it is stationed

    /// Its unit in the tree of units: of its region, or for a group its own.
    [[nodiscard]] identity::UnitPath unit() const;
};

/// One inspection batch: its teams and objects, and the rules of its office.
struct Inspection {
    std::string id; ///< one word; stands in the origins of its logs
    std::string name_zh;
    std::string name_en;
    Kind kind = Kind::routine;
    std::int64_t round = 1;
    std::int64_t batch = 1;
    std::string provenance = "live"; ///< live, replayed, simulated
    std::vector<Channel> channels;
    TimeOfDay reception_from; ///< telephone hours (T02)
    TimeOfDay reception_until;
    TimeOfDay daily_cut; ///< the moment of the count (T03)
    NumberScheme scheme;
    Limits limits;
    AfterHandOver after_hand_over = AfterHandOver::supplement;
    MergeThresholds merge;
    std::optional<CountingRules> counting; ///< none: the usual ones
    std::vector<InspectedObject> objects;
};

/// An inspection was set up.
struct InspectionOpened {
    static constexpr ledger::EventType type{"inspection_opened", 1};

    Inspection inspection; ///< without its objects
};

/// A team was stationed at an object.
struct ObjectStationed {
    static constexpr ledger::EventType type{"object_stationed", 1};

    std::string inspection_id;
    InspectedObject object;
};

enum class InspectionRefusal {
    already_open,
    bad_id,
    no_objects,
    channel_without_letter,
    letter_with_digit,
    bad_pattern,
    thresholds_crossed,
    repeated_object,
    bad_code,
    stay_ends_before_it_begins,
    unit_without_code,
    unknown_region,
    wrong_level,
    code_of_another_region,
    no_such_inspection,
    which_inspection,
    no_such_object,
    which_object,
};

/// Sets an inspection up with all its objects; opens a log for each.
///
/// refuses   an inspection that is there with other settings; the same one again is harmless
/// source    clause B21-01
[[nodiscard]] guard::Command open_inspection(Inspection const& inspection);

/// The pure half: what is recorded, or the first refusal, which names the setting by its path in
/// the file (`object[2].region`).
///
/// source    domain.md 1.2 (who inspects whom), 2.1 (case numbers)
[[nodiscard]] Result<guard::Proposal> decide(Inspection const& inspection, Instant now);

struct ReadInspections {
    static constexpr std::string_view code = "read_inspections";
};

/// All inspections, objects included, in the order of their ids.
[[nodiscard]] std::vector<Inspection>
load_all(db::Connection& connection, identity::Authorized<ReadInspections, LogId> const& may);

/// Whether each object's log still has the name and the provenance that its inspection was
/// opened with: these stand beside the events, not in them.
[[nodiscard]] std::vector<ledger::Finding>
check_logs(db::Connection& connection, identity::Authorized<ReadInspections, LogId> const& may);

/// The inspection and the object that a log belongs to. Precondition: the log is an object's.
struct Placed {
    Inspection inspection; ///< without its objects
    InspectedObject object;

    [[nodiscard]] Day reception_day(Instant at) const
    {
        return ducha::reception_day(at, inspection.daily_cut);
    }
    [[nodiscard]] bool open_to(Channel channel) const;

    /// B21-05, T05: batch number = day - first day + 1.
    [[nodiscard]] std::int64_t batch_number(Day day) const { return day - object.first_day + 1; }
};
[[nodiscard]] Placed
placed(db::Connection& connection, identity::Authorized<ReadInspections, LogId> const& may);

/// Where the things of a log are, for the policy: a log of no object is the office's own.
/// cost   one look-up
[[nodiscard]] identity::Place place_of(db::Connection& connection, LogId log);

/// Of which objects things are listed. What is not said does not matter.
struct Where {
    std::optional<std::string> inspection; ///< its id
    std::optional<std::string> object;     ///< its code
    std::optional<std::string> region;     ///< code: objects of this region and of those within it
};

/// Where things may lie, by log: for lists, whose own condition says what of it may be seen.
/// cost   O(objects)
[[nodiscard]] std::vector<identity::Place> places(db::Connection& connection, Where const& where);

/// The inspection named `id` (may be empty where there is one only).
[[nodiscard]] Result<Inspection> choose(std::vector<Inspection> const& all, std::string_view id);

/// The object with this code (may be empty where there is one only).
[[nodiscard]] Result<InspectedObject>
choose_object(Inspection const& inspection, std::string_view code);

[[nodiscard]] guard::Facts guard_facts(InspectionOpened const& event);
[[nodiscard]] guard::Facts guard_facts(ObjectStationed const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::inspection

template <>
struct ducha::Codes<ducha::inspection::Kind> {
    using Kind = inspection::Kind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::routine, "routine", "例行督察", "routine inspection"},
        {Kind::special, "special", "专项督察", "special inspection"},
        {Kind::look_back, "look_back", "回头看", "look-back"},
        {Kind::provincial, "provincial", "省级督察", "provincial inspection"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::ObjectKind> {
    using Kind = inspection::ObjectKind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::province, "province", "省（区、市）", "province"},
        {Kind::group, "group", "中央企业", "central enterprise"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::AfterHandOver> {
    using Rule = inspection::AfterHandOver;
    static constexpr CodeRow<Rule> table[] = {
        {Rule::supplement, "supplement", "补充转办", "sent on under the old number"},
        {Rule::renumber, "renumber", "另行编号", "a number of its own"},
    };
};
