// What was recorded once is read for ever, and written again with the same bytes.
//
// events.jsonl holds one example of each version of each event. A line is never changed: a new
// version of an event is a new line.
#include "base/bytes.h"

#include "platform/crypto/crypto.h"
#include "platform/json/record.h"

#include "domain/attachment/attachment.h"
#include "domain/bulletin/issued.h"
#include "domain/guard/second_person.h"
#include "domain/handling/handling.h"
#include "domain/ledger/merkle.h"
#include "domain/merge/models.h"
#include "domain/reporter/reporter.h"
#include "domain/staff/staff.h"
#include "domain/transfer/transfer.h"

#include "app/rooms.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

namespace ducha::tests {
namespace {

using Written = ledger::Draft (*)(ledger::Recorded const&);

template <class Event>
ledger::Draft written_again(ledger::Recorded const& recorded)
{
    return ledger::Codec<Event>::write(ledger::Codec<Event>::read(recorded), recorded.occurred);
}

template <class... Events>
std::map<std::string_view, Written> by_name()
{
    return {{Events::type.name, written_again<Events>}...};
}

std::map<std::string_view, Written> const& codecs()
{
    static auto const all = by_name<
        ledger::PayloadErased,
        guard::ActProposed,
        guard::ActApproved,
        guard::ActRefused,
        inspection::InspectionOpened,
        inspection::ObjectStationed,
        staff::PersonAdmitted,
        staff::RoleGranted,
        staff::RoleRevoked,
        staff::PersonSuspended,
        staff::PersonReinstated,
        intake::ReportReceived,
        intake::MatterAccepted,
        intake::MatterDeclined,
        intake::MatterForwarded,
        intake::MatterWithdrawn,
        intake::MatterMarkedUrgent,
        intake::MatterSplitOff,
        attachment::AttachmentAdded,
        attachment::AttachmentRemoved,
        casefile::CaseWatched,
        casefile::CaseHandledJointly,
        merge::MatterJoined,
        merge::JoinProposed,
        merge::MatterStoodAlone,
        merge::RepeatNoted,
        merge::JoinRefused,
        merge::MatterParted,
        merge::ModelAdopted,
        transfer::CaseNumbered,
        transfer::BatchSealed,
        transfer::CaseHandedOver,
        transfer::BatchHandedOver,
        transfer::BatchAcknowledged,
        handling::ResultReported,
        reporter::ReceiptIssued,
        reporter::AdditionReceived,
        reporter::ThreatTold,
        bulletin::BulletinIssued>();
    return all;
}

struct Example {
    std::string type;
    int version = 0;
    std::string body;
    std::optional<std::string> words;
};

std::vector<Example> examples()
{
    std::ifstream file{DUCHA_SOURCE_DIR "/tests/golden/events.jsonl"};
    std::vector<Example> all;
    for (std::string line; std::getline(file, line);) {
        auto const object = boost::json::parse(line).as_object();
        auto const& words = object.at("words");
        all.push_back({
            .type = std::string{object.at("type").as_string()},
            .version = static_cast<int>(object.at("version").as_int64()),
            .body = boost::json::serialize(object.at("body")),
            .words = words.is_null() ? std::nullopt : std::optional{boost::json::serialize(words)},
        });
    }
    return all;
}

ledger::Recorded recorded(Example const& example)
{
    return {
        .type = example.type,
        .version = example.version,
        .occurred = {1'631'707'200'000'000},
        .recorded = {1'631'707'200'000'001},
        .actor = "unauthenticated:golden",
        .body = example.body,
        .words = example.words,
    };
}

TEST(Golden, EveryEventIsReadAndWrittenWithTheSameBytes)
{
    ASSERT_FALSE(examples().empty());
    for (auto const& example : examples()) {
        SCOPED_TRACE(example.type);
        ASSERT_TRUE(codecs().contains(example.type));
        auto const again = codecs().at(example.type)(recorded(example));
        EXPECT_EQ(again.type.name, example.type);
        EXPECT_EQ(again.body, example.body);
        EXPECT_EQ(again.words, example.words);
    }
}

TEST(Golden, EveryEventThatARoomFoldsHasAnExample)
{
    std::set<std::string_view> known{ledger::any_event};
    auto const all = examples();
    for (auto const& example : all) {
        known.insert(example.type);
    }
    for (auto const& [name, codec] : codecs()) {
        EXPECT_TRUE(known.contains(name)) << name;
    }
    for (auto const* room : app::rooms()) {
        for (auto const& fold : room->folds.events) {
            EXPECT_TRUE(known.contains(fold.event_type)) << fold.event_type;
        }
    }
}

// The leaf is what every proof rests on: its text and its hash are fixed for ever.
TEST(Golden, ALeafHasTheseBytes)
{
    auto event = recorded(
        {.type = "batch_handed_over",
         .version = 1,
         .body = R"({"day":"2021-08-26"})",
         .words = std::nullopt}
    );
    event.log = LogId{1};
    event.seq = Seq{41};
    event.act = ActId{40};
    auto const text = ledger::leaf_text(event, "ducha/test/SD");
    EXPECT_EQ(
        text,
        R"({"act":40,"actor":"unauthenticated:golden","algorithm":"sha-256",)"
        R"("body":{"day":"2021-08-26"},"commitment":null,"log":"ducha/test/SD",)"
        R"("occurred":1631707200000000,"recorded":1631707200000001,"rules":1,"seq":41,)"
        R"("type":"batch_handed_over","version":1})"
    );
    // By another program: SHA-256 of a zero byte and this text.
    EXPECT_EQ(
        to_hex(ledger::leaf_hash(text)),
        "64ca36df776c196f2104c434f1319e5be973c661628e80cf9f4f678a27246060"
    );
}

} // namespace
} // namespace ducha::tests
