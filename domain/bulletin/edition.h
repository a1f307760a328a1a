// An edition: a bulletin as people see it, with what it is compared with and where it stands.
#pragma once

#include "domain/bulletin/issued.h"

namespace ducha::bulletin {

struct Edition {
    inspection::Inspection inspection;
    Instant as_of;
    std::optional<Instant> known_at; ///< none: everything that the logs held
    inspection::CountingRules rules;
    Figures figures;
    std::vector<LogMark> logs;
    std::vector<Asked> asked; ///< of whom, and how much of their logs was looked at

    std::optional<std::int64_t> number;   ///< of an issued one
    std::optional<std::int64_t> corrects; ///< of a correction
    std::string why;                      ///< of a correction

    /// The bulletin before it, by instant; of a correction, the one that it corrects.
    struct Earlier {
        std::int64_t number = 0;
        Instant as_of;
        Figures figures;
    };
    std::optional<Earlier> last;
};

/// What an edition is asked of: the connection, what the reader may, the inspection.
struct Newsroom {
    db::Connection& connection;
    MayReadBulletins may;
    std::vector<Counted> objects; ///< of the inspection, as far as the reader may count them
    inspection::Inspection inspection;
};

/// The figures as of an instant as known at another, not issued. Inside a snapshot.
[[nodiscard]] Edition edition(
    Newsroom const& room,
    std::vector<Counted> const& objects,
    Question const& question,
    inspection::CountingRules const& rules
);

/// An issued bulletin, as it was issued.
/// throws   Trouble(database): a log is shorter than it was then
[[nodiscard]] Result<Edition> edition(Newsroom const& room, std::int64_t number);

/// An issued bulletin, counted again from the logs as long as they were then: its figures are
/// those that were issued, unless something was altered.
[[nodiscard]] Figures recounted(db::Connection& connection, Edition const& issued);

} // namespace ducha::bulletin
