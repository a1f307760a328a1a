// An office at work.
#include "app/office.h"

#include "platform/db/migration.h"
#include "platform/logging/logging.h"
#include "platform/sealed/letter_box.h"
#include "platform/sealed/receipts.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"
#include "domain/ledger/ledger.h"
#include "domain/ledger/packed_facts.h"
#include "domain/search/search.h"

#include "app/bar_of_events.h"
#include "app/keys.h"
#include "app/places.h"
#include "app/rooms.h"

namespace ducha::app {
namespace {

/// What the database calls its public keys.
constexpr std::string_view heads_key = "heads";
constexpr std::string_view vault_key = "vault";
constexpr std::string_view receipts_key = "receipts";

/// An unproved name says so in the ledger.
constexpr std::string_view unproved = "unauthenticated:";

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

/// The keys, if they are those of this database.
Keys keys_of(OfficeAddress const& address, db::Connection& connection)
{
    auto const folder = folder_of_keys(address);
    auto const keys = read_keys(folder);
    // Of an office from before there were receipts, theirs is not known yet.
    auto const receipts = ledger::office_key(connection, receipts_key);
    bool const ours = ledger::office_key(connection, heads_key) == keys.verifier_key() &&
        ledger::office_key(connection, vault_key) == to_hex(keys.vault) &&
        receipts.value_or(keys.mark_of_receipts()) == keys.mark_of_receipts();
    if (!ours) {
        throw Trouble{
            Trouble::Kind::configuration, folder.string() + ": these are another office's keys"
        };
    }
    return keys;
}

/// Who acts where a command names nobody.
std::optional<identity::Principal> local_of(OfficeAddress const& address, Keys const& keys)
{
    if (address.person.empty()) {
        return std::nullopt;
    }
    return identity::local_operator(std::string{unproved} + keys.pseudonym_of(address.person));
}

/// Of an office from before there were receipts: nobody has one, so their key is made now. Once it
/// was made it is never made anew.
void add_receipts_key(OfficeAddress const& address, db::Connection& connection)
{
    if (ledger::office_key(connection, receipts_key)) {
        return;
    }
    // Whoever has not even the office's other keys is told so.
    if (auto const folder = folder_of_keys(address); has_signing_key(folder)) {
        make_receipts_key(folder);
    }
    auto const keys = keys_of(address, connection);
    db::Transaction transaction{connection};
    ledger::keep_office_key(connection, receipts_key, keys.mark_of_receipts());
    transaction.commit();
}

} // namespace

struct Office::Hands {
    Hands(OfficeAddress const& address, db::Connection& connection, Clock& clock, Random& random)
        : keys{keys_of(address, connection)},
          entrance_key{keys.entrance_key()},
          log{sink_of(address), [&clock] { return clock.now(); }},
          signer{std::string{signer_name}, keys.signing},
          letter_box{connection, random, keys.vault, keys.pseudonyms},
          receipts{keys.receipts},
          pipeline{{
              .connection = connection,
              .signer = signer,
              .originals = letter_box,
              .receipts = receipts,
              .clock = clock,
              .random = random,
              .policy = app::policy(),
              .local = local_of(address, keys),
              .folds = folds(),
              .belongings = belongings(),
              .log = log,
              .words_erased =
                  [&connection,
                   folder = folder_of_indexes(address),
                   store = blob::Store{folder_of_blobs(address)}](LogId of) {
                      merge::forget_kept_index(folder, of);
                      attachment::destroy_removed(connection, of, store);
                  },
          }}
    {
    }

    Keys keys;
    Hash entrance_key;
    logging::Log log;
    ledger::Signer signer;
    sealed::LetterBox letter_box;
    sealed::Receipts receipts;
    Pipeline pipeline;
};

Office::Office(
    OfficeAddress const& address, std::unique_ptr<Clock> clock, std::unique_ptr<Random> random
)
    : address_{address},
      connection_{open_checked(address.database)},
      clock_{or_standard<Clock, SystemClock>(std::move(clock))},
      random_{or_standard<Random, SystemRandom>(std::move(random))},
      policy_{app::policy(), "unauthenticated:reader"}
{
}

Office::~Office() = default;

Office::Hands& Office::hands()
{
    if (!hands_) {
        hands_ = std::make_unique<Hands>(address_, *connection_, *clock_, *random_);
    }
    return *hands_;
}

Pipeline& Office::pipeline()
{
    return hands().pipeline;
}

staff::Entrance Office::entrance()
{
    return {
        .connection = *connection_,
        .clock = *clock_,
        .random = *random_,
        .key = hands().entrance_key,
        .limits = {},
    };
}

sealed::Receipts const& Office::receipts()
{
    return hands().receipts;
}

merge::Shelf Office::shelf() const
{
    return {.folder = folder_of_indexes(address_)};
}

blob::Store Office::blobs() const
{
    return blob::Store{folder_of_blobs(address_)};
}

std::unique_ptr<db::Connection> Office::reader() const
{
    return open_checked(address_.database);
}

Office::VerifierKey Office::verifier_key()
{
    auto const folder = folder_of_keys(address_);
    if (has_signing_key(folder)) {
        return {read_keys(folder).verifier_key(), false};
    }
    return {ledger::office_key(*connection_, heads_key).value_or(""), true};
}

void Office::found(OfficeAddress const& address)
{
    auto const connection = db::open(address.database, db::OpenMode::create);
    db::migrate(*connection, schema());
    db::Transaction packing{*connection};
    ledger::pack_all_facts(*connection);
    search::fill(*connection, bar_of_events(*connection, "检索 search"));
    packing.commit();
    if (ledger::office_key(*connection, heads_key)) {
        add_receipts_key(address, *connection);
        static_cast<void>(keys_of(address, *connection));
        return;
    }
    auto const folder = folder_of_keys(address);
    make_keys(folder);
    auto const keys = read_keys(folder);
    db::Transaction transaction{*connection};
    ledger::keep_office_key(*connection, heads_key, keys.verifier_key());
    ledger::keep_office_key(*connection, vault_key, to_hex(keys.vault));
    ledger::keep_office_key(*connection, receipts_key, keys.mark_of_receipts());
    static_cast<void>(ledger::open_log(*connection, "ducha/office", "live"));
    transaction.commit();
}

} // namespace ducha::app
