// Names and issues in a normalised text, found by their endings: no dictionary, no segmentation.
#include "engines/neardup/extract.h"

#include "engines/neardup/grams.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace ducha::neardup {
namespace {

using View = std::u32string_view;

constexpr std::size_t longest_name = 6;
constexpr std::size_t most_districts = 4;
constexpr std::size_t most_sources = 8;

/// How nouns of what pollutes or is polluted end.
constexpr View source_endings =
    U"厂站场矿窑塘池棚堆店馆铺坊库坑沟河渠井泵机塔车船坝圈炉吧厅院滩林管";

struct Ending {
    View text;
    std::uint8_t mark;
};

constexpr std::array endings = std::to_array<Ending>({
    {U"小区", mark::place},        {U"社区", mark::place},        {U"街道", mark::place},
    {U"新城", mark::place},        {U"公馆", mark::place},        {U"广场", mark::place},
    {U"学校", mark::place},        {U"小学", mark::place},        {U"中学", mark::place},
    {U"大学", mark::place},        {U"学院", mark::place},        {U"幼儿园", mark::place},
    {U"家园", mark::place},        {U"花园", mark::place},        {U"花苑", mark::place},
    {U"公园", mark::place},        {U"大厦", mark::place},        {U"大道", mark::place},
    {U"医院", mark::place},        {U"国际", mark::place},        {U"雅苑", mark::place},
    {U"山庄", mark::place},        {U"豪庭", mark::place},        {U"名邸", mark::place},
    {U"华府", mark::place},        {U"水库", mark::place},        {U"工业园", mark::place},
    {U"开发区", mark::place},      {U"路", mark::place},          {U"街", mark::place},
    {U"村", mark::place},          {U"镇", mark::place},          {U"乡", mark::place},
    {U"苑", mark::place},          {U"湖", mark::place},          {U"河", mark::place},
    {U"桥", mark::place},          {U"巷", mark::place},          {U"组", mark::place},
    {U"期", mark::place},          {U"栋", mark::place},          {U"号线", mark::place},
    {U"公司", mark::enterprise},   {U"集团", mark::enterprise},   {U"厂", mark::enterprise},
    {U"酒店", mark::enterprise},   {U"饭店", mark::enterprise},   {U"店", mark::enterprise},
    {U"搅拌站", mark::enterprise}, {U"加油站", mark::enterprise}, {U"垃圾站", mark::enterprise},
    {U"中转站", mark::enterprise}, {U"变电站", mark::enterprise}, {U"养殖场", mark::enterprise},
    {U"采石场", mark::enterprise}, {U"猪场", mark::enterprise},   {U"酒吧", mark::enterprise},
    {U"ktv", mark::enterprise},    {U"馆", mark::enterprise},     {U"餐厅", mark::enterprise},
    {U"超市", mark::enterprise},   {U"地产", mark::enterprise},   {U"置业", mark::enterprise},
    {U"物业", mark::enterprise},   {U"培训", mark::enterprise},   {U"教育", mark::enterprise},
});

/// One bit a group; a group holds words for the same thing.
constexpr std::array issue_words = std::to_array<std::array<View, 5>>({
    {U"噪音", U"噪声", U"扰民", U"吵", U"分贝"},
    {U"扬尘", U"灰尘", U"粉尘", U"尘土", U"渣土"},
    {U"臭", U"异味", U"气味", U"恶臭", U"刺鼻"},
    {U"油烟", U"餐饮", U"烧烤", U"排烟", U"夜宵"},
    {U"废气", U"烟囱", U"浓烟", U"焚烧", U"黑烟"},
    {U"污水", U"废水", U"排污", U"黑水", U"下水道"},
    {U"垃圾", U"垃圾站", U"中转站", U"清运", U"堆放"},
    {U"搅拌站", U"混凝土", U"水泥厂", U"沥青", U"砂石"},
    {U"施工", U"工地", U"打桩", U"挖机", U"装修"},
    {U"夜间", U"凌晨", U"通宵", U"深夜", U"半夜"},
    {U"广场舞", U"音响", U"喇叭", U"唱歌", U"跳舞"},
    {U"酒吧", U"ktv", U"麻将", U"夜店", U"棋牌"},
    {U"养殖", U"猪场", U"养猪", U"养鸡", U"屠宰"},
    {U"高压", U"变电站", U"基站", U"辐射", U"电磁"},
    {U"地铁", U"轻轨", U"号线", U"站点", U"高铁"},
    {U"公交", U"班车", U"线路", U"首末站", U"车次"},
    {U"红绿灯", U"斑马线", U"天桥", U"拥堵", U"堵车"},
    {U"停车", U"车位", U"车库", U"停放", U"地下室"},
    {U"物业", U"业委会", U"物业费", U"保安", U"管家"},
    {U"电梯", U"加装", U"消防", U"安全隐患", U"漏水"},
    {U"停水", U"供水", U"自来水", U"水压", U"水管"},
    {U"停电", U"供电", U"电费", U"变压器", U"用电"},
    {U"房产证", U"办证", U"不动产", U"产权", U"过户"},
    {U"退费", U"退款", U"退还", U"退钱", U"定金"},
    {U"开发商", U"交房", U"延期", U"预售", U"购房"},
    {U"虚假宣传", U"捆绑", U"欺诈", U"霸王", U"合同"},
    {U"入学", U"学位", U"招生", U"划片", U"上学"},
    {U"补课", U"收费", U"老师", U"作业", U"食堂"},
    {U"拆迁", U"征收", U"征地", U"安置", U"补偿"},
    {U"工资", U"欠薪", U"拖欠", U"农民工", U"工程款"},
    {U"社保", U"医保", U"养老金", U"退休", U"公积金"},
    {U"违建", U"违章", U"违规", U"拆除", U"占用"},
    {U"传销", U"诈骗", U"非法集资", U"贷款", U"理财"},
    {U"修路", U"路面", U"道路", U"坑洼", U"路灯"},
    {U"户口", U"落户", U"身份证", U"居住证", U"人才"},
    {U"医院", U"医生", U"手术", U"药", U"患者"},
    {U"天然气", U"燃气", U"煤气", U"暖气", U"液化"},
    {U"树", U"绿化", U"草坪", U"绿地", U"砍"},
    {U"赌博", U"色情", U"黑恶", U"打人", U"斗殴"},
    {U"网吧", U"健身", U"会所", U"影院", U"门店"},
});
static_assert(issue_words.size() <= 64);

/// Where a name cannot go on to the left.
constexpr View no_part_of_a_name =
    U"\n的了在是和与及我你他们这那有被对向从到为把给由于等至以市区县省"
    U"请问求关投诉举报反映建议咨询严重附近旁边位近";

/// What words a character begins, and whether it ends a name: a bit set by character.
class Roles {
public:
    static constexpr std::uint8_t begins_a_name = 1;
    static constexpr std::uint8_t begins_an_issue = 2;
    static constexpr std::uint8_t ends_a_name = 4;
    static constexpr std::uint8_t ends_a_source = 8;

    Roles() : roles_(0x10000)
    {
        for (auto const& ending : endings) {
            roles_[ending.text.front()] |= begins_a_name;
        }
        for (auto const& group : issue_words) {
            for (auto const word : group) {
                roles_[word.front()] |= begins_an_issue;
            }
        }
        for (auto const c : source_endings) {
            roles_[c] |= ends_a_source;
        }
        for (auto const c : no_part_of_a_name) {
            roles_[c] |= ends_a_name;
        }
    }

    [[nodiscard]] bool has(char32_t c, std::uint8_t role) const
    {
        return c < roles_.size() && (roles_[c] & role) != 0;
    }

private:
    std::vector<std::uint8_t> roles_;
};

Roles const& roles()
{
    static Roles const roles;
    return roles;
}

void mark_name(View text, std::size_t ending, Ending const& kind, Extract& result)
{
    auto first = ending;
    while (first > 0 && ending - first < longest_name &&
           !roles().has(text[first - 1], Roles::ends_a_name)) {
        --first;
    }
    if (first == ending) {
        return;
    }
    for (auto i = first; i < ending + kind.text.size(); ++i) {
        result.marks[i] |= kind.mark;
    }
}

bool is_letter(char32_t c)
{
    return c >= U'a' && c <= U'z';
}

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

/// Where a code begins that ends before `end` (`a3`, `k`); `end` where there is none.
std::size_t code_start(View text, std::size_t end)
{
    auto first = end;
    while (first > 0 && end - first < 2 && is_digit(text[first - 1])) {
        --first;
    }
    return first > 0 && is_letter(text[first - 1]) ? first - 1 : end;
}

/// Whether `text` ends with the name of a city or of what ranks with it: 市, 州, 盟, 地区.
bool ends_with_city(View text)
{
    return text.ends_with(U'市') || text.ends_with(U'州') || text.ends_with(U'盟') ||
        text.ends_with(U"地区");
}

/// Whether a name makes a word like 小区, 超市, 全县 or 红旗 with its ending, and no district.
bool makes_a_word(View name, char32_t ending, char32_t next)
{
    auto const last_of = [&](View words) { return words.find(name.back()) != View::npos; };
    switch (ending) {
    case U'县':
        return last_of(U"市全各本我该外辖");
    case U'区':
        return name.size() == 1 || last_of(U"市小社园厂校景片辖街宅活业发库城心民住地");
    case U'市':
        return name.size() == 1 || last_of(U"超夜菜股楼全") ||
            (name.size() > 2 && last_of(U"城")) || View{U"场政民委容区"}.find(next) != View::npos;
    default:
        return name.size() == 1 || last_of(U"国红彩升");
    }
}

/// Where the name of a district begins that ends with the 区, 县, 市 or 旗 at `end`: one to four
/// characters after a city (费县, 安丘市, 历下区). `end` where there is none.
std::size_t district_start(View text, std::size_t end)
{
    constexpr View no_names = U"的了在是有我与这其每为委场属\n";
    auto const next = end + 1 < text.size() ? text[end + 1] : clause_break;
    for (std::size_t length = 1; length <= 4 && length < end; ++length) {
        auto const name = text.substr(end - length, length);
        if (no_names.find(name.front()) != View::npos) {
            return end;
        }
        if (ends_with_city(text.substr(0, end - length)) && !makes_a_word(name, text[end], next)) {
            return end - length;
        }
    }
    return end;
}

std::uint32_t hash_of(View name)
{
    std::uint64_t hash = 0;
    for (auto const c : name) {
        hash = spread(hash + static_cast<std::uint64_t>(c));
    }
    return static_cast<std::uint32_t>(hash >> 32U);
}

void add_district(View name, Extract& result)
{
    auto const hash = hash_of(name);
    if (result.districts.size() < most_districts &&
        std::ranges::find(result.districts, hash) == result.districts.end()) {
        result.districts.push_back(hash);
    }
}

void mark_code(std::size_t first, std::size_t last, Extract& result)
{
    auto const begin = result.marks.begin();
    std::fill(
        begin + static_cast<std::ptrdiff_t>(first),
        begin + static_cast<std::ptrdiff_t>(last + 1),
        mark::code
    );
}

void add_source(View noun, Extract& result)
{
    auto const hash = static_cast<std::uint16_t>(hash_of(noun) % 0xFFFFU + 1);
    if (result.sources.size() < most_sources &&
        std::ranges::find(result.sources, hash) == result.sources.end()) {
        result.sources.push_back(hash);
    }
}

/// Collects the district that ends at `end`, and marks what is written in every report of the
/// place, whatever it is about: `a3区`, `k市`, 某某市某某区.
void read_district(View text, std::size_t end, Extract& result)
{
    constexpr std::size_t city_length = 3;
    if (auto const code = code_start(text, end); code != end) {
        mark_code(code, end, result);
        if (text[end] == U'区' || text[end] == U'县') {
            add_district(text.substr(code, end - code), result);
        }
    } else if (auto const name = district_start(text, end); name != end) {
        mark_code(name - std::min(name, city_length), end, result);
        add_district(text.substr(name, end - name), result);
    }
}

/// What words may begin at a character, by the character's low byte: most begin none.
class Words {
public:
    Words()
    {
        for (std::size_t i = 0; i < endings.size(); ++i) {
            names_[bucket(endings[i].text.front())].push_back(i);
        }
        for (std::size_t group = 0; group < issue_words.size(); ++group) {
            for (auto const word : issue_words[group]) {
                issues_[bucket(word.front())].push_back({word, std::uint64_t{1} << group});
            }
        }
    }

    [[nodiscard]] std::uint64_t issues_at(View rest) const
    {
        std::uint64_t found = 0;
        for (auto const& issue : issues_[bucket(rest.front())]) {
            found |= rest.starts_with(issue.word) ? issue.bit : 0;
        }
        return found;
    }

    void mark_names_at(View text, std::size_t at, Extract& result) const
    {
        for (auto const i : names_[bucket(text[at])]) {
            if (text.substr(at).starts_with(endings[i].text)) {
                mark_name(text, at, endings[i], result);
            }
        }
    }

private:
    struct Issue {
        View word;
        std::uint64_t bit;
    };
    static std::size_t bucket(char32_t c) { return c & 0xFFU; }

    std::array<std::vector<std::size_t>, 256> names_;
    std::array<std::vector<Issue>, 256> issues_;
};

} // namespace

Extract extract(Normalised const& text)
{
    static Words const words;
    Extract result;
    View const view = text.text;
    result.marks.assign(view.size(), 0);
    std::fill_n(result.marks.begin(), text.headline, mark::headline);
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (roles().has(view[i], Roles::begins_a_name)) {
            words.mark_names_at(view, i, result);
        }
        if (i > 0 && roles().has(view[i], Roles::ends_a_source) &&
            !roles().has(view[i - 1], Roles::ends_a_name)) {
            add_source(view.substr(i - 1, 2), result);
        }
        if (roles().has(view[i], Roles::begins_an_issue)) {
            result.issues |= words.issues_at(view.substr(i));
        }
    }
    for (std::size_t i = 0; i < view.size(); ++i) {
        auto const c = view[i];
        if (c == U'区' || c == U'县' || c == U'市' || c == U'旗') {
            read_district(view, i, result);
        }
    }
    std::ranges::sort(result.districts);
    return result;
}

} // namespace ducha::neardup
