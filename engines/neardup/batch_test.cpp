// Invented reports only.
#include "engines/neardup/batch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace ducha::neardup {
namespace {

struct Report {
    std::string text;
    Document document;
};

std::vector<Report> reports(std::size_t count)
{
    std::vector<std::string> const places = {"云杉苑", "梧桐里", "青石河", "柳荫路", "丰禾村"};
    std::vector<std::string> const ills = {"夜里噪音很大", "灰尘飞扬", "臭味刺鼻", "污水直排"};
    std::vector<Report> all(count);
    for (std::size_t i = 0; i < count; ++i) {
        all[i].text = places[i * 7 % 5] + ills[i * 13 % 4] + "\n我家在" + places[i * 3 % 5] + "，" +
            ills[i % 4] + std::to_string(i % 11) + "次。";
        all[i].document.id = static_cast<std::int64_t>(i + 1);
        all[i].document.text = all[i].text;
        all[i].document.occurred = Instant{static_cast<std::int64_t>(i) * hour};
    }
    return all;
}

std::int64_t decide(Index& index, Prepared const& report, std::int64_t id)
{
    auto const found = index.candidates(report);
    auto const best = std::ranges::find_if(found, [](Candidate const& candidate) {
        return candidate.agrees_with_root && candidate.probability >= 0.5;
    });
    auto const in = best == found.end() ? id : best->case_id;
    index.attach(report, in);
    return in;
}

TEST(Batch, IsTheSameAsOneByOne)
{
    auto const all = reports(1'500); // some blocks, and a part of one
    Index online{Model::standard()};
    std::vector<std::int64_t> one_by_one;
    for (auto const& report : all) {
        one_by_one.push_back(
            decide(online, Prepared{report.document, online.model()}, report.document.id)
        );
    }
    Index index{Model::standard()};
    std::vector<std::int64_t> batch;
    auto const document = [&](std::size_t i) { return all[i].document; };
    in_order(all.size(), index.model(), document, [&](std::size_t i, Prepared const& report) {
        ASSERT_EQ(i, batch.size()) << "in order";
        batch.push_back(decide(index, report, all[i].document.id));
    });
    EXPECT_EQ(batch, one_by_one);
    EXPECT_LT(index.footprint().cases, all.size()) << "something was joined";
}

TEST(Batch, OfNothingIsNothing)
{
    in_order(
        0,
        Model::standard(),
        [](std::size_t) -> Document { throw std::logic_error{"nothing to read"}; },
        [](std::size_t, Prepared const&) { FAIL(); }
    );
}

TEST(Batch, WhatGoesWrongEndsIt)
{
    auto const all = reports(600);
    auto const document = [&](std::size_t i) {
        return i == 400 ? throw std::runtime_error{"unreadable"} : all[i].document;
    };
    std::size_t decided = 0;
    auto const count = [&](std::size_t, Prepared const&) { ++decided; };
    EXPECT_THROW(in_order(600, Model::standard(), document, count), std::runtime_error);
    EXPECT_LE(decided, 400U);

    auto const good = [&](std::size_t i) { return all[i].document; };
    auto const bad = [](std::size_t i, Prepared const&) {
        i == 300 ? throw std::runtime_error{"no room"} : void();
    };
    EXPECT_THROW(in_order(600, Model::standard(), good, bad), std::runtime_error);
}

TEST(Readers, MayAskSideBySide)
{
    auto const all = reports(400);
    Index index{Model::standard()};
    for (auto const& report : all) {
        index.attach(report.document, report.document.id);
    }
    std::vector<std::size_t> found(4);
    {
        std::vector<std::jthread> readers;
        for (auto& count : found) {
            readers.emplace_back([&] {
                for (auto const& report : all) {
                    count += index.candidates(report.document).size();
                }
            });
        }
    }
    EXPECT_GT(found[0], 0U);
    EXPECT_EQ(found, std::vector<std::size_t>(4, found[0]));
}

} // namespace
} // namespace ducha::neardup
