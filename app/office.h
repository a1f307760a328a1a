// An office at work: its database, its keys, its clock, and the one way through.
#pragma once

#include "platform/clock/clock.h"
#include "platform/db/connection.h"
#include "platform/logging/logging.h"
#include "platform/random/random.h"
#include "platform/sealed/letter_box.h"

#include "app/keys.h"
#include "app/pipeline.h"

#include <filesystem>
#include <memory>
#include <string>

namespace ducha::app {

/// Where an office is and who works in it.
struct OfficeAddress {
    std::string database = "sqlite:ducha.db"; ///< sqlite:PATH or postgres://...
    std::filesystem::path keys;               ///< empty: DATABASE.keys/ beside a SQLite file
    std::string person = "local";             ///< `--as`: who acts, unproved
    std::filesystem::path log_file;           ///< JSON lines, one an act; empty: none
};

class Office {
public:
    /// Opens a database that is there. The clock and chance may be given, for replays and tests.
    /// throws   Trouble: no such database, another program's, another version, a missing key
    explicit Office(
        OfficeAddress const& address,
        std::unique_ptr<Clock> clock = nullptr,
        std::unique_ptr<Random> random = nullptr
    );

    /// Makes the database, its tables, its keys and the office's own log; harmless when they are
    /// there already.
    static void found(OfficeAddress const& address);

    /// Commands of one group run in one transaction; see Pipeline::run.
    [[nodiscard]] Pipeline& pipeline() { return *pipeline_; }
    [[nodiscard]] db::Connection& connection() { return *connection_; }
    [[nodiscard]] Clock& clock() { return *clock_; }
    [[nodiscard]] identity::LocalOperator const& policy() const { return policy_; }
    [[nodiscard]] std::string verifier_key() const { return signer_.verifier_key(); }

private:
    std::unique_ptr<db::Connection> connection_;
    Keys keys_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<Random> random_;
    logging::Log log_;
    ledger::Signer signer_;
    identity::LocalOperator policy_;
    sealed::LetterBox letter_box_;
    std::unique_ptr<Pipeline> pipeline_;
};

} // namespace ducha::app
