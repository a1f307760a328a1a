// Complaints that nobody made.
#include "bench/invented.h"

#include "platform/tabular/tabular.h"

#include "domain/intake/type_list.h"

#include <fmt/format.h>

#include <vector>

namespace ducha::bench {
namespace {

/// Characters of three bytes each, of which invented names are made.
constexpr std::string_view name_characters = "安柏昌德恩福高海和华吉佳金景康乐利联明宁鹏平启庆瑞润"
                                             "森盛顺泰天通旺威祥新信兴旭雅阳益永裕源远泽志中"
                                             "东南西北春夏秋冬青红蓝白山水云雨风雷石玉松竹梅兰荷菊"
                                             "桃李杨柳榆槐河湖江泉溪湾岭峰谷原田林园桥塘";
constexpr std::array<std::string_view, 11> works{
    "化工厂",
    "养猪场",
    "砂石厂",
    "烧烤店",
    "混凝土搅拌站",
    "家具厂",
    "电镀厂",
    "屠宰场",
    "印染厂",
    "废品收购站",
    "建筑工地"
};
constexpr std::array<std::string_view, 10> deeds{
    "夜间偷排乳白色废水，沟里的鱼成片死亡",
    "每天凌晨排放刺鼻气体，居民不敢开窗",
    "露天堆放物料不加遮盖，刮风时尘土飞扬",
    "机器昼夜不停，轰鸣声让人无法入睡",
    "把废渣倒进河边的洼地，下雨后渗进农田",
    "油烟直接排到楼上，窗户和被褥全是油味",
    "没有任何防护设施，粉尘落满了菜地",
    "占用林地私自开挖，山坡已经裸露",
    "废水未经处理流入水库，水面漂着泡沫",
    "焚烧垃圾冒出黑烟，附近学校停了体育课"
};
constexpr std::array<std::string_view, 8> pleas{
    "多次向当地反映都没有结果",
    "检查的人一来就停，一走就开",
    "村里的老人和孩子经常咳嗽",
    "附近的水井已经不能饮用",
    "说是已经整改，其实换了一处继续",
    "希望督察组派人夜里来看",
    "我们愿意带路指认排口",
    "照片和录像可以随时提供"
};
constexpr std::array<std::string_view, 7> surnames{"赵", "钱", "孙", "李", "周", "吴", "郑"};

/// SplitMix64: neighbouring numbers choose different words.
std::uint64_t mixed(std::int64_t number)
{
    auto bits = static_cast<std::uint64_t>(number) + 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ bits >> 30U) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ bits >> 27U) * 0x94D049BB133111EBULL;
    return bits ^ bits >> 31U;
}

/// Takes one choice after the other out of a mixed number.
class Choices {
public:
    explicit Choices(std::int64_t number) : bits_{mixed(number)} {}

    template <class Words>
    auto const& of(Words const& words)
    {
        return words[below(std::size(words))];
    }

    std::uint64_t below(std::uint64_t bound)
    {
        auto const choice = bits_ % bound;
        bits_ /= bound;
        return choice;
    }

private:
    std::uint64_t bits_;
};

/// A name such as nobody has, of so many characters.
std::string name_of(Choices& choices, int characters)
{
    std::string name;
    for (int i = 0; i < characters; ++i) {
        name += name_characters.substr(3 * choices.below(name_characters.size() / 3), 3);
    }
    return name;
}

Channel channel_of(Choices& choices)
{
    constexpr Channel all[] = {
        Channel::call, Channel::call, Channel::letter, Channel::web, Channel::visit
    };
    return choices.of(all);
}

std::vector<intake::Type> types_of(Choices& choices)
{
    auto const first = choices.of(Codes<intake::Type>::table).value;
    auto const second = choices.of(Codes<intake::Type>::table).value;
    bool const two = choices.below(4) == 0 && second != first;
    return two ? std::vector{first, second} : std::vector{first};
}

} // namespace

Instant invented_time(std::int64_t number, std::int64_t count)
{
    auto const stay = days * 24 * hour - 12 * hour;
    auto const begin = office_instant(first_day, {8 * 60});
    // In floating point the product would lose the order of neighbours, in 64 bits it overflows.
    return {begin.microseconds + stay / count * number};
}

intake::ReportReceived invented_report(std::int64_t number, std::int64_t count)
{
    Choices choices{number};
    auto const at = invented_time(number, count);
    intake::ReportReceived report{
        .own_id = fmt::format("M{:07}", number),
        .channel = channel_of(choices),
        .reception_day = reception_day(at, {20 * 60}),
        .types = types_of(choices),
    };
    Choices names{-1 - number};
    auto const town = name_of(names, 2);
    auto const work = choices.of(works);
    report.place = fmt::format("模拟{}镇{}路{}号", town, name_of(names, 2), 1 + names.below(900));
    report.enterprise = fmt::format("{}示例{}", name_of(names, 3), work);
    report.title = fmt::format("{}的{}污染（模拟）", town, work);
    report.text = fmt::format(
        "模拟举报第{}件：位于{}的{}{}，{}，{}，已经持续{}个月，请督察组核查。",
        number,
        report.place,
        report.enterprise,
        choices.of(deeds),
        choices.of(deeds),
        choices.of(pleas),
        1 + choices.below(36)
    );
    return report;
}

InventedRow invented_row(std::int64_t number, std::int64_t count)
{
    auto const report = invented_report(number, count);
    return {
        report.own_id,
        to_text(invented_time(number, count)),
        std::string{code(report.channel)},
        report.title,
        fmt::format("{}我的电话是139{:08}。", report.text, number),
        report.place,
        report.enterprise,
        intake::spelled(report.types),
        fmt::format("{}模拟", surnames[static_cast<std::size_t>(number) % surnames.size()]),
    };
}

void write_invented(std::filesystem::path const& file, std::int64_t count)
{
    tabular::Writer writer{file, std::vector<std::string>{columns.begin(), columns.end()}};
    for (std::int64_t number = 0; number < count; ++number) {
        writer.write(invented_row(number, count));
    }
    writer.commit();
}

} // namespace ducha::bench
