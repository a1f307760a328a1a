// Snapshots of an index. Invented reports only.
#include "engines/neardup/snapshot.h"

#include "engines/neardup/mended_test.h"
#include "engines/neardup/same_candidates_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ducha::neardup {
namespace {

using Bytes = std::vector<std::byte>;

/// A plain generator, so that the collections are the same on every machine.
struct Dice {
    std::uint64_t state = 11;
    std::size_t below(std::size_t bound)
    {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state >> 33U) % bound;
    }
};

struct Report {
    std::string text;
    std::string place;
    std::string enterprise;
    Document document;
};

/// Reports on a few sources, in various words; some are empty, some have a pin.
std::vector<Report> collection(std::size_t count)
{
    std::vector<std::string> const places = {"云杉苑", "梧桐里", "青石河", "柳荫路", "丰禾村"};
    std::vector<std::string> const sources = {"顺发搅拌站", "老马烧烤", "宏盛电镀厂", "金穗养猪场"};
    std::vector<std::string> const ills = {
        "夜里噪音很大", "灰尘飞扬", "臭味刺鼻", "污水直排", "油烟熏人", "没人管"
    };
    Dice dice;
    std::vector<Report> reports(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto& report = reports[i];
        auto const& place = places[dice.below(places.size())];
        auto const& source = sources[dice.below(sources.size())];
        auto const& ill = ills[dice.below(ills.size())];
        if (dice.below(20) != 0) {
            report.text = place;
            report.text += source + ill + "\n我家在" + place + "，" + source + ill + "，";
            report.text += ills[dice.below(ills.size())] + "。";
            report.place = dice.below(2) == 0 ? place : "";
            report.enterprise = dice.below(2) == 0 ? source : "";
        }
        report.document = {
            .id = static_cast<std::int64_t>(i + 1) * 7,
            .text = report.text,
            .place = report.place,
            .enterprise = report.enterprise,
            .issues = static_cast<std::uint32_t>(dice.below(8)),
            .occurred = Instant{static_cast<std::int64_t>(i) * 8 * hour},
            .pin = std::nullopt,
        };
        if (dice.below(3) == 0) {
            auto const east = static_cast<double>(dice.below(100)) * 1e-4;
            report.document.pin = Pin{112.5 + east, 27.25};
        }
    }
    return reports;
}

Bytes snapshot_of(Index const& index, std::string_view tag = {})
{
    Bytes bytes;
    index.write_snapshot(tag, [&](std::span<std::byte const> some) {
        bytes.insert(bytes.end(), some.begin(), some.end());
    });
    return bytes;
}

/// An index and the bytes that it goes on in.
struct Going {
    Bytes bytes;
    Index index;
};

Going restored(Bytes bytes, Model const& model)
{
    auto found = Index::from_snapshot(model, bytes);
    if (!found) {
        ADD_FAILURE() << found.error().what << ": " << found.error().found;
        return {{}, Index{model}};
    }
    return {std::move(bytes), std::move(found->index)};
}

/// One act, drawn by lot, on several indexes alike: mostly what the domain does with a report
/// that comes in, now and then what a person does.
class Acts {
public:
    explicit Acts(std::vector<Report> const& reports, std::uint64_t seed)
        : reports_(reports), dice_{seed}
    {
    }

    void act(std::vector<Index*> const& on)
    {
        auto const& document = reports_[dice_.below(reports_.size())].document;
        auto const there = on.front()->case_of(document.id);
        auto const found = on.front()->candidates(document);
        auto const other = reports_[dice_.below(reports_.size())].document.id;
        auto const lot = dice_.below(10);
        for (auto* index : on) {
            EXPECT_EQ(index->case_of(document.id), there);
            expect_same(found, index->candidates(document));
            if (there) {
                EXPECT_TRUE(index->detach(document.id));
            }
            if (there && lot < 5) {
                continue;
            }
            bool const joins = !found.empty() && lot > 2;
            index->attach(document, joins ? found[0].case_id : lot == 2 ? other : document.id);
        }
    }

    bool now_and_then() { return dice_.below(15) == 0; }

private:
    std::vector<Report> const& reports_;
    Dice dice_;
};

TEST(Snapshot, GoesOnAsIfItHadNeverStopped)
{
    auto const& model = Model::standard();
    auto const reports = collection(90);
    for (std::uint64_t const seed : {1U, 2U, 3U}) {
        Acts acts{reports, seed};
        Index steady{model};
        auto stopped = restored(snapshot_of(Index{model}), model);
        for (int i = 0; i < 250; ++i) {
            acts.act({&steady, &stopped.index});
            if (acts.now_and_then()) {
                auto bytes = snapshot_of(stopped.index);
                ASSERT_EQ(bytes, snapshot_of(steady)) << "seed " << seed << ", act " << i;
                stopped = restored(std::move(bytes), model);
            }
        }
        EXPECT_EQ(snapshot_of(stopped.index), snapshot_of(steady));
        EXPECT_EQ(stopped.index.footprint().documents, steady.footprint().documents);
        EXPECT_EQ(stopped.index.footprint().cases, steady.footprint().cases);
    }
}

TEST(Snapshot, HoldsNothingOfWhatWasTakenOut)
{
    auto const& model = Model::standard();
    auto const reports = collection(30);
    Index never{model};
    Index once{model};
    for (std::size_t i = 0; i < reports.size(); ++i) {
        once.attach(reports[i].document, reports[i % 4].document.id);
        if (i % 3 != 0) {
            never.attach(reports[i].document, reports[i % 4].document.id);
        }
    }
    for (std::size_t i = 0; i < reports.size(); i += 3) {
        EXPECT_TRUE(once.detach(reports[i].document.id));
    }
    // The order of the cases is that of their founding, so only the contents can be compared.
    EXPECT_EQ(snapshot_of(once).size(), snapshot_of(never).size());
    auto const again = restored(snapshot_of(once), model);
    EXPECT_EQ(again.index.footprint().documents, 20U);
    for (auto const& report : reports) {
        expect_same(again.index.candidates(report.document), never.candidates(report.document));
    }
}

TEST(Snapshot, OfAnEmptyIndexIsOne)
{
    auto const& model = Model::standard();
    auto again = restored(snapshot_of(Index{model}), model);
    EXPECT_EQ(again.index.footprint().documents, 0U);
    auto const reports = collection(2);
    EXPECT_TRUE(again.index.candidates(reports[0].document).empty());
    again.index.attach(reports[0].document, 1);
    EXPECT_EQ(again.index.case_of(7), 1);
}

class SmallSnapshot : public ::testing::Test {
protected:
    SmallSnapshot()
    {
        model.frequencies = std::make_shared<Frequencies const>(); // its text is read often here
        Index index{model};
        auto const reports = collection(8);
        for (std::size_t i = 0; i < reports.size(); ++i) {
            index.attach(reports[i].document, i < 4 ? 7 : 35);
        }
        bytes = snapshot_of(index, "log 3 at event 99");
    }

    [[nodiscard]] std::optional<SnapshotFault> fault() const { return fault_of(bytes, model); }

    static std::optional<SnapshotFault> fault_of(Bytes copy, Model const& of)
    {
        auto const found = Index::from_snapshot(of, copy);
        return found ? std::nullopt : std::optional{found.error()};
    }

    template <class T>
    T& value(snapshot::Part part, std::size_t number)
    {
        auto const offset = snapshot::contents_of(bytes).places[part].offset;
        return reinterpret_cast<T*>(bytes.data() + offset)[number];
    }

    Model model = Model::standard();
    Bytes bytes;
};

TEST_F(SmallSnapshot, GivesItsTagBack)
{
    auto const found = Index::from_snapshot(model, bytes);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->tag, "log 3 at event 99");
    EXPECT_GT(found->index.footprint().mapped_bytes, 0U);
}

TEST_F(SmallSnapshot, WithAnyByteChangedIsRefused)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const flipped = std::byte{1} << (i % 8);
        bytes[i] ^= flipped;
        EXPECT_TRUE(fault()) << "byte " << i;
        bytes[i] ^= flipped;
    }
    EXPECT_FALSE(fault());
}

TEST_F(SmallSnapshot, CutAnywhereIsRefused)
{
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        auto const cut = Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        EXPECT_TRUE(fault_of(cut, model)) << length << " bytes";
    }
    bytes.resize(bytes.size() + 64);
    EXPECT_TRUE(fault()) << "longer";
}

TEST_F(SmallSnapshot, OfAnotherModelIsRefused)
{
    auto other = model;
    other.weights[1] += 0.125;
    auto const found = fault_of(bytes, other);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->what, "made by another model");
    EXPECT_NE(found->found, found->expected);
}

TEST_F(SmallSnapshot, OfAnotherFormatSaysWhich)
{
    bytes[8] = std::byte{200};
    snapshot::mend(bytes);
    auto const found = fault();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->what, "format");
    EXPECT_EQ(found->found, "200");
}

TEST_F(SmallSnapshot, IsRefusedWhereItDoesNotHangTogether)
{
    using enum snapshot::Part;
    using snapshot::Head;
    auto const sound = bytes;
    auto const refused = [&](auto&& change) {
        change();
        snapshot::mend(bytes);
        bool const is_refused = fault().has_value();
        bytes = sound;
        return is_refused;
    };
    EXPECT_FALSE(refused([] {})) << "mended alone it is sound";
    EXPECT_TRUE(refused([&] { value<Record>(records, 1).next = 0; })) << "a ring of members";
    EXPECT_TRUE(refused([&] { value<Record>(records, 1).next = 9; })) << "no such record";
    EXPECT_TRUE(refused([&] { value<Record>(records, 1).next = 3; })) << "a member left out";
    EXPECT_TRUE(refused([&] { value<Record>(records, 2).next = nothing; })) << "ends early";
    EXPECT_TRUE(refused([&] { value<Record>(records, 1).in = 2; })) << "no such case";
    EXPECT_TRUE(refused([&] { value<Record>(records, 1).in = 1; })) << "another case";
    EXPECT_TRUE(refused([&] { value<Record>(records, 1).grams += 1; })) << "other n-grams";
    EXPECT_TRUE(refused([&] { value<Record>(records, 7).gram_count += 1; })) << "too many";
    EXPECT_TRUE(refused([&] { value<Record>(records, 2).squares.all = -1; })) << "no weight";
    EXPECT_TRUE(refused([&] { value<Record>(records, 2).id = 7; })) << "an id twice";
    EXPECT_TRUE(refused([&] { value<Case>(cases, 1).id = 7; })) << "a case twice";
    EXPECT_TRUE(refused([&] { value<Case>(cases, 1).first = 5; })) << "another root";
    EXPECT_TRUE(refused([&] { value<Case>(cases, 1).last = 6; })) << "another last";
    EXPECT_TRUE(refused([&] { value<Case>(cases, 1).size = 3; })) << "another size";
    EXPECT_TRUE(refused([&] { value<Case>(cases, 1).core = 2; })) << "no such core";
    EXPECT_TRUE(refused([&] { value<Core>(cores, 0).weights[3] = NAN; })) << "no weight";
    EXPECT_TRUE(refused([&] { value<std::uint32_t>(entries, 3) = 3; })) << "leads to itself";
    EXPECT_TRUE(refused([&] { value<std::uint32_t>(entries, 3) = 70; })) << "leads to a newer";
    EXPECT_TRUE(refused([&] { value<Head>(hashed_heads, 3).newest = 1U << 20U; })) << "nowhere";
    EXPECT_TRUE(refused([&] {
        std::swap(value<Head>(hashed_heads, 3), value<Head>(hashed_heads, 4));
    })) << "out of order";
}

/// Some reports with very many keys, so that a few of them fill the plain table of heads.
TEST(Snapshot, HoldsThePlainTableOfHeads)
{
    auto model = Model::standard();
    model.limits.posted_keys = 1U << 20U;
    constexpr std::size_t reports = Heads::most_hashed / (1U << 20U) + 1;
    Store store;
    Postings postings{model.limits.posted_keys};
    std::vector<std::uint32_t> grams(model.limits.posted_keys);
    for (std::size_t i = 0; i < reports; ++i) {
        for (std::size_t k = 0; k < grams.size(); ++k) {
            auto const number = static_cast<std::uint32_t>(i * grams.size() + k + 1);
            grams[k] = number * 0x9E3779B1U % Heads::plain_places;
        }
        Kept report;
        report.id = static_cast<std::int64_t>(i);
        store.attach(report, report.id, *model.frequencies);
        postings.add(grams);
    }
    ASSERT_TRUE(postings.heads().is_plain());
    Bytes bytes;
    bytes.reserve(700'000'000);
    snapshot::write(model, store, postings, {}, [&](std::span<std::byte const> some) {
        bytes.insert(bytes.end(), some.begin(), some.end());
    });
    auto const again = snapshot::read(model, bytes);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->postings.heads().is_plain());
    EXPECT_EQ(again->postings.newest(grams[5]), postings.newest(grams[5]));
    Checksum sum;
    snapshot::write(model, again->store, again->postings, {}, [&](std::span<std::byte const> some) {
        sum.add(some);
    });
    EXPECT_EQ(sum.sum(), checksum_of(bytes)) << "the same again";
}

} // namespace
} // namespace ducha::neardup
