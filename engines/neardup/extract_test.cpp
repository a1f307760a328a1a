// Invented reports only: nothing here was ever written by a citizen.
#include "engines/neardup/neardup.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::neardup {
namespace {

Document report(std::string_view text, std::string_view place = {})
{
    Document document;
    document.text = text;
    document.place = place;
    return document;
}

double weight(Explanation const& why, Evidence name)
{
    return std::ranges::find(why.features, name, &Feature::name)->weight;
}

/// Whether two reports name districts and share none.
bool districts_differ(Document const& a, Document const& b)
{
    static Index const index{Model::standard()};
    return weight(index.explain(a, b), Evidence::district_differs) < 0.0;
}

TEST(NearDupDistricts, FollowACity)
{
    std::vector<std::string> const districts = {
        "潍坊市安丘市",
        "临沂市费县",
        "济南市历下区",
        "枣庄市市中区",
        "恩施州利川市",
        "赤峰市敖汉旗",
        "杭州西湖区",
        "锡林郭勒盟多伦县",
        "阿里地区日土县",
        "沈阳市和平区",
    };
    for (auto const& one : districts) {
        for (auto const& other : districts) {
            auto const first = "在" + one + "的河边有人倒渣土";
            auto const second = other + "路上尘土大";
            EXPECT_EQ(districts_differ(report(first), report(second)), one != other)
                << one << ' ' << other;
        }
    }
}

TEST(NearDupDistricts, AWordWithTheSameEndingIsNone)
{
    for (auto const* word :
         {"济南市小区",
          "我市各县",
          "青岛市文明城市",
          "菏泽市大超市",
          "德州市工业区",
          "滨州市挂国旗",
          "聊城市的老城区",
          "日照市居民生活区",
          "市场旁边的小区"}) {
        EXPECT_FALSE(districts_differ(report(word), report("临沂市费县"))) << word;
    }
}

TEST(NearDupDistricts, AreReadInTheFieldOfThePlaceToo)
{
    auto const quarry = report("潍坊市安丘市的采石场放炮");
    EXPECT_FALSE(districts_differ(report("采石场放炮"), quarry));
    EXPECT_TRUE(districts_differ(report("采石场放炮", "临沂市费县"), quarry));
    EXPECT_FALSE(districts_differ(report("采石场放炮", "潍坊市安丘市云杉苑"), quarry));
}

TEST(NearDupDistricts, AreNoSharedWords)
{
    Index const index{Model::standard()};
    auto const why = index.explain(
        report("潍坊市安丘市。夜里太吵"), report("潍坊市安丘市。河水发黑", "潍坊市安丘市")
    );
    EXPECT_EQ(weight(why, Evidence::shared_rarity), 0.0);
    EXPECT_TRUE(why.words.empty());
}

} // namespace
} // namespace ducha::neardup
