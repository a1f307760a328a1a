// What the tree costs: hashing in memory beside bare SHA-256, and appending to a stored log.
#include "platform/crypto/crypto.h"
#include "platform/logging/logging.h"
#include "platform/sealed/letter_box.h"
#include "platform/sealed/receipts.h"

#include "domain/ledger/merkle.h"

#include "app/rooms.h"
#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/invented.h"

#include <openssl/evp.h>

#include <memory>

namespace ducha::bench {
namespace {

constexpr std::int64_t events_an_act = 1000;

std::vector<ledger::Recorded> invented_events(std::int64_t count)
{
    std::vector<ledger::Recorded> events;
    for (std::int64_t number = 0; number < count; ++number) {
        events.push_back(invented_event(
            invented_report(number, count), Seq{number}, invented_time(number, count)
        ));
    }
    return events;
}

/// As many bytes as the tree hashes, by OpenSSL alone: each leaf, and a node for each leaf.
void bare_sha256(std::vector<std::string> const& leaves)
{
    constexpr std::array<std::uint8_t, 1 + 2 * sizeof(Hash)> node{};
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> const algorithm{
        EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free
    };
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context{
        EVP_MD_CTX_new(), EVP_MD_CTX_free
    };
    auto const digest = [&](void const* data, std::size_t size) {
        Hash hash{};
        EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr);
        EVP_DigestUpdate(context.get(), data, size);
        EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
    };
    for (auto const& leaf : leaves) {
        digest(leaf.data(), leaf.size());
        digest(node.data(), node.size());
    }
}

void in_memory(Figures& figures, std::int64_t count)
{
    auto const n = static_cast<double>(count) / 1e6;
    auto const events = invented_events(count);
    std::vector<std::string> leaves;
    auto const texts = time_of([&] {
        for (auto const& event : events) {
            leaves.push_back(ledger::leaf_text(event, "ducha/bench/SD"));
        }
    });
    ledger::Frontier tree;
    auto const hashes = time_of([&] {
        for (auto const& leaf : leaves) {
            tree.append(ledger::leaf_hash(leaf), [](ledger::Subtree const& /*completed*/) {});
        }
    });
    auto const bare = time_of([&] { bare_sha256(leaves); });
    figures.add(
        "merkle.hash", hashes / n, "us/event", "goal <= 5; OpenSSL alone " + spelled(bare / n)
    );
    figures.add("merkle.leaf_text", texts / n, "us/event", "canonical JSON of the leaf");
}

guard::Proposal act_of(std::int64_t first, std::int64_t last, std::int64_t count)
{
    guard::Proposal proposal;
    for (auto number = first; number < last; ++number) {
        proposal.add(invented_report(number, count), invented_time(number, count));
    }
    return proposal;
}

/// The pipeline without rooms: gate, ledger, commit, and no rows that follow.
void stored(Figures& figures, std::int64_t count, db::Dialect dialect)
{
    BenchOffice office{dialect};
    SystemClock clock;
    SystemRandom random;
    ledger::Signer const signer{"bench", crypto::make_signing_key().secret};
    sealed::LetterBox letter_box{office.connection(), random, crypto::make_exchange_key().open, {}};
    sealed::Receipts const receipts{crypto::PrivateKey{}};
    logging::Log log{[](std::string_view /*line*/) { return true; }, [&] { return clock.now(); }};
    app::Pipeline pipeline{
        {.connection = office.connection(),
         .signer = signer,
         .originals = letter_box,
         .receipts = receipts,
         .clock = clock,
         .random = random,
         .policy = app::policy(),
         .local = office.office().policy().principal(),
         .folds = {},
         .belongings = {},
         .log = log}
    };
    double taken = 0;
    for (std::int64_t first = 0; first < count; first += events_an_act) {
        auto const act = act_of(first, std::min(first + events_an_act, count), count);
        taken += time_of([&] {
            must(pipeline.run(
                {.log = BenchOffice::log,
                 .act = "accept_matters",
                 .key = {},
                 .decide = [&](guard::Scene& /*scene*/) { return act; }}
            ));
        });
    }
    figures.add(
        "merkle.append." + std::string{name_of(dialect)},
        taken / static_cast<double>(count) * 1e6,
        "us/event",
        "acts of 1000 events, a commit each"
    );
}

void measure(Figures& figures, std::int64_t count)
{
    in_memory(figures, count);
    stored(figures, count, db::Dialect::sqlite);
    stored(figures, count, db::Dialect::postgres);
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--events", 100'000}, ducha::bench::measure);
}
