// How people tell what happens: whole reports, and their slips.
#include "base/text.h"

#include "simulation/telling.h"

#include <algorithm>

namespace ducha::simulation {
namespace {

constexpr std::string_view mark = "模拟：";
constexpr std::size_t shortest = 40;
constexpr std::size_t longest = 400;
constexpr double named_share = 0.3;
constexpr double telephone_share = 0.04;
constexpr double first_without_enterprise = 0.15;
constexpr double first_misspelt = 0.10;

bool is_chinese(std::string_view text, std::size_t at)
{
    auto const lead = static_cast<unsigned char>(text[at]);
    return at + 3 <= text.size() && lead >= 0xE4 && lead <= 0xE9;
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

} // namespace

void Teller::tell(Subject& subject, bool repeat, intake::IncomingReport& report)
{
    bool const named = !subject.name.empty();
    auto const unknown = repeat ? noise_->no_enterprise : first_without_enterprise;
    Manner const manner{
        .letter = report.channel == Channel::letter,
        .known = named && !dice_->chance(unknown),
        .brief = repeat && dice_->chance(0.6),
    };
    if (dice_->chance(noise_->english)) {
        in_english(subject, manner.known, report);
    } else {
        in_chinese(subject, repeat, manner, report);
    }
    report.place = place_field(subject, manner.brief);
    if (manner.known) {
        report.enterprise = subject.name + subject.kind;
        report.enterprise += dice_->one(bank_->names.firm);
    }
    report.types = types(*subject.scene);
    if (report.channel == Channel::call && dice_->chance(telephone_share)) {
        report.text += telephone();
    }
}

void Teller::in_chinese(
    Subject& subject, bool repeat, Manner const& manner, intake::IncomingReport& report
)
{
    bool const same_person = repeat && !subject.told.empty() && dice_->chance(noise_->same_person);
    auto head = title(subject, manner);
    std::vector<std::string> parts;
    std::string text;
    for (int tries = 0; tries < 100; ++tries) {
        parts = same_person ? again(subject) : sentences(subject, manner);
        text = written(parts);
        auto const length = length_in_code_points(text);
        if (length >= shortest && length <= longest) {
            break;
        }
    }
    if (same_person) {
        head = dice_->chance(0.6) ? subject.told_title : head;
        report.reporter_name = subject.teller;
    } else if (dice_->chance(named_share)) {
        report.reporter_name = names_->person();
    }
    if (subject.told.empty()) {
        subject.told = std::move(parts);
        subject.told_title = head;
        subject.teller = report.reporter_name;
    }
    if (dice_->chance(repeat ? noise_->misspelt : first_misspelt)) {
        text = misspelt(std::move(text), subject);
    }
    report.title = std::move(head);
    report.text.append(mark).append(text);
}

void Teller::in_english(Subject& subject, bool known, intake::IncomingReport& report)
{
    auto const& english = bank_->english;
    auto const whom = known ? subject.name + subject.kind : subject.kind;
    report.title = filled(deal(english.titles), subject, whom);
    report.text.append(mark);
    auto const add = [&](List const& list, std::string_view end) {
        fill(report.text, deal(list), subject, whom);
        report.text += end;
    };
    add(english.open, ". ");
    auto const at = report.text.size();
    add(english.what.at(subject.scene->types.front()), " ");
    auto& first = report.text[at];
    first = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
    add(english.where, ". ");
    for (auto left = dice_->between(1, 4); left > 0; --left) {
        add(english.more, ". ");
    }
    add(english.want, ".");
    if (dice_->chance(named_share)) {
        report.reporter_name = names_->person();
    }
}

void Teller::tell_invalid(
    InvalidPhrase const& phrase,
    Place const& place,
    County const& county,
    intake::IncomingReport& report
)
{
    Scene const none;
    Subject subject{
        .scene = &none,
        .county = &county,
        .place = place,
        .kind = {},
        .name = {},
        .facts = std::vector<std::size_t>(bank_->facts.size(), SIZE_MAX),
    };
    bool const letter = report.channel == Channel::letter;
    std::vector<std::string> parts;
    parts.push_back(filled(deal(letter ? bank_->letter_open : bank_->call_open), subject, {}));
    bool const placed = phrase.names_a_place;
    if (!placed && letter) {
        parts.clear(); // a letter's opening may name the writer's village
    }
    parts.push_back(filled(phrase.text, subject, {}));
    while (parts.back().ends_with("。")) {
        parts.back().resize(parts.back().size() - std::string_view{"。"}.size());
    }
    if (dice_->chance(0.6)) {
        parts.push_back(filled(deal(bank_->history), subject, {}));
    }
    std::erase_if(parts, [](auto const& part) { return part.empty(); });
    report.title = filled(phrase.title, subject, {});
    report.text.append(mark).append(written(parts));
    report.types = {phrase.type};
    report.place = placed ? county.city + county.name + place.town : "";
    if (dice_->chance(named_share)) {
        report.reporter_name = names_->person();
    }
}

std::string Teller::written(std::vector<std::string> const& parts)
{
    struct Habit {
        std::vector<std::string_view> stops; ///< between sentences
        std::string_view last;
    };
    static std::vector<Habit> const habits{
        {{"。", "，"}, "。"},
        {{"。", "，", "，"}, "。"},
        {{"。"}, "。"},
        {{"，"}, "。"},
        {{"，", "；"}, "！"},
        {{"。", "！"}, "！"},
        {{" "}, ""},
        {{"，"}, ""},
    };
    auto const& habit = dice_->one(habits);
    std::string text;
    for (auto const& part : parts) {
        if (!text.empty()) {
            text += dice_->one(habit.stops);
        }
        text += part;
    }
    return text += habit.last;
}

std::string Teller::misspelt(std::string text, Subject const& subject)
{
    if (dice_->chance(0.2)) {
        return swapped(std::move(text));
    }
    if (dice_->chance(0.5)) {
        auto const begin = dice_->below(bank_->typos.size());
        for (std::size_t i = 0; i < bank_->typos.size(); ++i) {
            auto const& [right, wrong] = bank_->typos[(begin + i) % bank_->typos.size()];
            if (auto const at = text.find(right); at != std::string::npos) {
                return text.replace(at, right.size(), wrong);
            }
        }
    }
    bool const firm = !subject.name.empty() && dice_->chance(0.5);
    auto const name = firm ? subject.name : std::string{first_code_points(subject.place.near, 2)};
    std::string heard;
    for (std::size_t i = 0; i < name.size();) {
        auto const length = code_point_at(name, i).length;
        auto const character = std::string_view{name}.substr(i, length);
        auto const alike = bank_->names.alike.find(character);
        heard += alike == bank_->names.alike.end() ? character : std::string_view{alike->second};
        i += length;
    }
    replace_all(text, name, heard);
    return text;
}

std::string Teller::swapped(std::string text)
{
    for (int tries = 0; tries < 20; ++tries) {
        auto at = dice_->below(text.size());
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            --at;
        }
        if (is_chinese(text, at) && at + 6 <= text.size() && is_chinese(text, at + 3)) {
            std::swap_ranges(
                text.begin() + static_cast<std::ptrdiff_t>(at),
                text.begin() + static_cast<std::ptrdiff_t>(at + 3),
                text.begin() + static_cast<std::ptrdiff_t>(at + 3)
            );
            break;
        }
    }
    return text;
}

/// No subscriber's number begins with 0: nobody has this one, and yet it reads as a telephone.
std::string Teller::telephone()
{
    auto const area = std::to_string(dice_->between(310, 998));
    auto const number = std::to_string(dice_->between(10'000, 99'999));
    return "联系电话0" + area + "-00" + number;
}

std::vector<intake::Type> Teller::types(Scene const& scene)
{
    if (!dice_->chance(noise_->wrong_type)) {
        auto types = scene.types;
        types.resize(dice_->chance(0.6) ? types.size() : 1);
        return types;
    }
    while (true) {
        auto const type = dice_->one(Codes<intake::Type>::table).value;
        if (std::ranges::find(scene.types, type) == scene.types.end()) {
            return {type};
        }
    }
}

} // namespace ducha::simulation
