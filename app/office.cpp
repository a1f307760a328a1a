// An office at work.
#include "app/office.h"

#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "app/rooms.h"

namespace ducha::app {
namespace {

/// The name that stands in every signed head.
constexpr std::string_view signer_name = "ducha";

/// An unproved name says so in the ledger.
constexpr std::string_view unproved = "unauthenticated:";

std::filesystem::path folder_of_keys(OfficeAddress const& address)
{
    if (!address.keys.empty()) {
        return address.keys;
    }
    auto const file = db::sqlite_path(address.database);
    if (file.empty()) {
        throw Trouble{
            Trouble::Kind::configuration,
            "say where the keys are (--keys DIR): a PostgreSQL database has no folder beside it"
        };
    }
    return file + ".keys";
}

std::unique_ptr<db::Connection> open_checked(std::string const& url)
{
    auto connection = db::open(url, db::OpenMode::existing);
    db::check_version(*connection, schema());
    return connection;
}

logging::Sink sink_of(OfficeAddress const& address)
{
    if (address.log_file.empty()) {
        return [](std::string_view /*line*/) { return true; };
    }
    return logging::append_to(address.log_file);
}

template <class Port, class Standard>
std::unique_ptr<Port> or_standard(std::unique_ptr<Port> given)
{
    return given ? std::move(given) : std::make_unique<Standard>();
}

} // namespace

Office::Office(
    OfficeAddress const& address, std::unique_ptr<Clock> clock, std::unique_ptr<Random> random
)
    : connection_{open_checked(address.database)},
      keys_{read_keys(folder_of_keys(address))},
      clock_{or_standard<Clock, SystemClock>(std::move(clock))},
      random_{or_standard<Random, SystemRandom>(std::move(random))},
      log_{sink_of(address), [this] { return clock_->now(); }},
      signer_{std::string{signer_name}, keys_.signing},
      policy_{{.pseudonym = std::string{unproved} + keys_.pseudonym_of(address.person)}},
      letter_box_{*connection_, *random_, keys_.vault, keys_.pseudonyms},
      pipeline_{std::make_unique<Pipeline>(Pipeline::Ports{
          .connection = *connection_,
          .signer = signer_,
          .originals = letter_box_,
          .clock = *clock_,
          .random = *random_,
          .policy = policy_,
          .rooms = rooms(),
          .log = log_,
      })}
{
}

void Office::found(OfficeAddress const& address)
{
    make_keys(folder_of_keys(address));
    auto const connection = db::open(address.database, db::OpenMode::create);
    db::migrate(*connection, schema());
    db::Transaction transaction{*connection};
    static_cast<void>(ledger::open_log(*connection, "ducha/office", "live"));
    transaction.commit();
}

} // namespace ducha::app
