// 模拟: an inspection that never happened, with the truth attached.
//
// Provinces are real; everything below them is invented: cities, counties, towns, enterprises,
// people, reports. Everything generated says 模拟. The same profile, seed and choices give the same
// bytes on every machine.
#pragma once

#include "domain/handling/handling.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ducha::simulation {

/// How far reports stray from the truth: shares from 0 to 1, by name, so that each is an argument
/// (`--noise wrong_type=0.1`). The names and what they mean: simulation/README.md.
struct Noise {
    double wrong_type = 0.25;      ///< the pollution type is another one
    double pin_off = 0.30;         ///< the pin lies up to a kilometre off
    double no_enterprise = 0.50;   ///< a repeat that leaves the enterprise out
    double misspelt = 0.40;        ///< a repeat with a homophone or swapped characters
    double same_person = 0.35;     ///< a repeat by the same caller, mostly in the same words
    double alike_elsewhere = 0.13; ///< hard negatives: the same issue at another place
    double other_at_place = 0.13;  ///< hard negatives: another issue at the same place
    double english = 0.01;         ///< written in English
};

/// What one object's figures come to at `Profile::as_of`: the ledger must count just these.
struct Quota {
    std::int64_t received = 0;    ///< reports
    std::int64_t accepted = 0;    ///< reports
    std::int64_t transferred = 0; ///< cases
    std::int64_t closed = 0;
    std::int64_t phased = 0;
    std::int64_t ordered = 0;
    std::int64_t penalised = 0;
    Fen fine;
    std::int64_t criminal = 0;
    std::int64_t detained = 0;
    std::int64_t interviewed = 0;
    std::int64_t accountable = 0;
};

/// A profile: an inspection, the instant of its bulletin, and what each object came to by then.
struct Profile {
    std::string id;
    inspection::Inspection inspection; ///< provenance `simulated`; its own number scheme
    Instant as_of;                     ///< the bulletin's instant: a daily cut
    Quota published; ///< the totals, as published; the objects' quotas add up to them
    struct Object {
        std::string code;
        Quota quota;
        double letters = 0.4; ///< share of letters among the reports
        double longitude = 0; ///< degrees; about the middle of the province
        double latitude = 0;
        bool coast = false; ///< some of its counties lie on the sea
    };
    std::vector<Object> objects;          ///< in the order of inspection.objects
    std::map<intake::Type, double> types; ///< weights of the pollution types
    Noise noise;
};

/// A built-in profile by name (`second-round-fourth-batch`, `small`), or a file (TOML).
///
/// refuses   no such profile; a file with a missing, unknown or impossible key, by file, line and
///           key; quotas that contradict each other (received >= accepted >= transferred >= closed
///           + phased; no measure without a case) or do not add up to the published totals; a
///           stay, a cut or channels under which they cannot hold
[[nodiscard]] Result<Profile> read_profile(std::string const& name_or_file);

/// Scales every quota so that `received` of all objects together is `reports`; orders still hold.
/// Precondition: reports >= 0.
[[nodiscard]] Profile scaled(Profile profile, std::int64_t reports);

/// Sets a share of the noise by name.
/// refuses   `word` that is not NAME=SHARE with a known name and a share from 0 to 1
[[nodiscard]] Result<void> set_noise(Noise& noise, std::string_view word);

inline constexpr std::size_t no_problem = SIZE_MAX;

/// What a person at the desk should do with a report.
enum class Fate { valid, declined, forwarded };

/// A report as it comes in, and the truth about it.
struct SimulatedReport {
    intake::IncomingReport incoming;
    std::size_t problem = no_problem; ///< index into problems; of an invalid one: no_problem
    Fate fate = Fate::valid;
    intake::DeclineReason reason = intake::DeclineReason::clue_too_vague; ///< of a declined one
    std::optional<intake::UrgentGround> urgent; ///< only of the first report of a problem
    double longitude = 0;                       ///< the pin, degrees; 0, 0: none
    double latitude = 0;
};

/// How a unit behaves when it is handed a case; for what inspectors will look for later.
enum class Behaviour { prompt, slow, sham, stop_everything };

/// A county that answers for what lies in it.
struct SimulatedUnit {
    std::string name; ///< city and county
    Behaviour behaviour = Behaviour::prompt;
    double longitude = 0;
    double latitude = 0;
};

struct SimulatedEnterprise {
    std::string name;
    std::string sector;
    std::size_t unit = 0;
    double longitude = 0;
    double latitude = 0;
};

/// What really happens somewhere: all reports of it belong in one case.
struct Problem {
    std::string id; ///< P000001, unique in the whole inspection
    std::size_t unit = 0;
    std::optional<std::size_t> enterprise;
    std::string place;
    std::vector<intake::Type> types;
    double longitude = 0;
    double latitude = 0;
};

/// A result of a problem's case. Its hand-over lies before it, and so do all reports of a problem
/// that it closes: one that comes later would be a recurrence, not a repeat.
struct SimulatedResult {
    std::size_t problem = 0;
    Instant occurred;
    handling::Outcome outcome;
};

struct SimulatedObject {
    std::string code;
    std::vector<SimulatedReport> reports; ///< in order of arrival (time, then own id)
    std::vector<Problem> problems;
    std::vector<SimulatedResult> results; ///< by time
    std::vector<SimulatedUnit> units;
    std::vector<SimulatedEnterprise> enterprises;
};

struct Simulated {
    std::vector<SimulatedObject> objects; ///< in the order of the profile
};

/// Told how far the work is, for a progress bar.
using ReportsDone = std::function<void(std::int64_t reports)>;

/// Makes the inspection. The quotas hold exactly when the reports are judged as `fate` says, cases
/// are as `problem` says, each day's batch is sealed at the daily cut and handed over at ten the
/// next morning, urgent ones go out at the cut of their day, and results are recorded as they come:
///   received, accepted      reports that arrived by as_of
///   transferred             problems whose first valid report was received on the reception day
///                           before that of as_of, or earlier
///   the others              the last result of each problem
/// made   called behind each object with the number of its reports
/// cost   O(reports); figures in bench/results/
[[nodiscard]] Simulated
generate(Profile const& profile, std::uint64_t seed, ReportsDone const& made = {});

/// Writes what was generated to a folder: inspection.toml, and for each object CODE/reports.csv (as
/// `ducha import reports` reads it), truth.csv, results.csv (by problem), problems.csv, units.csv,
/// enterprises.csv; a README.txt says that all of it is invented. Each file appears whole or not at
/// all; those of an earlier simulation go first, whatever else lies there stays.
///
/// written   called behind each object with the number of its reports
/// refuses   a folder that holds something and no simulation
/// throws    Trouble (disk_full or io)
[[nodiscard]] Result<void> write(
    Simulated const& simulated,
    Profile const& profile,
    std::filesystem::path const& folder,
    ReportsDone const& written = {}
);

} // namespace ducha::simulation

template <>
struct ducha::Codes<ducha::simulation::Fate> {
    using Fate = simulation::Fate;
    static constexpr CodeRow<Fate> table[] = {
        {Fate::valid, "valid", "有效", "valid"},
        {Fate::declined, "declined", "不予受理", "declined"},
        {Fate::forwarded, "forwarded", "转送", "forwarded"},
    };
};

template <>
struct ducha::Codes<ducha::simulation::Behaviour> {
    using Behaviour = simulation::Behaviour;
    static constexpr CodeRow<Behaviour> table[] = {
        {Behaviour::prompt, "prompt", "及时", "prompt"},
        {Behaviour::slow, "slow", "迟缓", "slow"},
        {Behaviour::sham, "sham", "虚假整改", "sham"},
        {Behaviour::stop_everything, "stop_everything", "一刀切", "stops everything"},
    };
};
