// An office at work: its database, its keys, its clock, and the one way through.
#pragma once

#include "platform/blob/blob.h"
#include "platform/clock/clock.h"
#include "platform/db/connection.h"
#include "platform/random/random.h"

#include "domain/merge/merge.h"
#include "domain/staff/entrance.h"

#include "app/pipeline.h"

#include <filesystem>
#include <memory>
#include <string>

namespace ducha::app {

/// Where an office is and who works in it.
struct OfficeAddress {
    std::string database;           ///< sqlite:PATH or postgres://...
    std::filesystem::path keys;     ///< empty: DATABASE.keys/ beside a SQLite file
    std::filesystem::path blobs;    ///< empty: DATABASE.blobs/, or KEYS.blobs/ for PostgreSQL
    std::string person = "local";   ///< `--as`: who acts, unproved; empty: nobody who does not
                                    ///< say who he is, as in a server
    std::filesystem::path log_file; ///< JSON lines, one an act; empty: none
};

class Office {
public:
    /// Opens a database that is there. The clock and chance may be given, for replays and tests.
    /// throws   Trouble: no such database, another program's, another version
    explicit Office(
        OfficeAddress const& address,
        std::unique_ptr<Clock> clock = nullptr,
        std::unique_ptr<Random> random = nullptr
    );
    ~Office();

    /// Makes the database, its tables, its keys and the office's own log; harmless when they are
    /// there already. Keys are made with a new database only: of an older one they are missed.
    static void found(OfficeAddress const& address);

    /// Commands of one group run in one transaction; see Pipeline::run. Acting needs the keys.
    /// throws   Trouble(configuration): a key is missing, or is another office's
    [[nodiscard]] Pipeline& pipeline();

    /// The way in for people and programs, on this office's connection, clock and chance.
    /// throws   as `pipeline`
    [[nodiscard]] staff::Entrance entrance();

    /// What receipts follow from. Needs the keys, as acting does.
    [[nodiscard]] sealed::Receipts const& receipts();

    [[nodiscard]] db::Connection& connection() { return *connection_; }

    /// Where merging keeps its indexes: DATABASE.merge/ beside a SQLite file; of a PostgreSQL
    /// database, merge/ in the folder of keys. Nothing notices what is wrong with them.
    [[nodiscard]] merge::Shelf shelf() const;

    /// Where attachments lie.
    /// throws   Trouble(configuration): a PostgreSQL database, and neither blobs nor keys are named
    [[nodiscard]] blob::Store blobs() const;

    /// Another connection to the same database, for a reader on a thread of its own.
    [[nodiscard]] std::unique_ptr<db::Connection> reader() const;

    [[nodiscard]] Clock& clock() { return *clock_; }
    [[nodiscard]] identity::LocalOperator const& policy() const { return policy_; }

    /// The key of the heads: from the key folder, or, for an auditor who has none, as the
    /// database states it.
    struct VerifierKey {
        std::string key;
        bool from_database = false; ///< protects only from who cannot write to the database
    };
    [[nodiscard]] VerifierKey verifier_key();

private:
    /// What only acting needs.
    struct Hands;
    [[nodiscard]] Hands& hands();

    OfficeAddress address_;
    std::unique_ptr<db::Connection> connection_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<Random> random_;
    identity::LocalOperator policy_;
    std::unique_ptr<Hands> hands_;
};

} // namespace ducha::app
