// A bulletin in words.
#include "domain/bulletin/wording.h"

#include "base/money.h"

#include "domain/intake/intake.h"

namespace ducha::bulletin {
namespace {

constexpr std::int64_t fen_a_yuan = 100;
constexpr std::int64_t fen_a_million_yuan = 1'000'000 * fen_a_yuan;

/// `12345` as `12,345`.
std::string grouped(std::int64_t amount)
{
    auto text = std::to_string(amount);
    auto const first = text.starts_with('-') ? 1 : 0;
    for (auto at = static_cast<int>(text.size()) - 3; at > first; at -= 3) {
        text.insert(static_cast<std::size_t>(at), ",");
    }
    return text;
}

/// `40.06 million yuan`; what is less than a million, or not whole yuan, in yuan.
std::string fine_in_english(std::int64_t fen)
{
    if (fen < fen_a_million_yuan || fen % fen_a_yuan != 0) {
        return yuan_text(Fen{fen}) + " yuan";
    }
    // A million is a hundred times ten thousand.
    return wan_yuan_text(Fen{fen / 100}) + " million yuan";
}

/// Puts a sentence together: words, and figures by their measure.
class Saying {
public:
    Saying(Sums const& total, bool chinese) : total_{total}, chinese_{chinese} {}

    Saying& words(std::string_view text)
    {
        pieces_.push_back({std::string{text}, {}});
        return *this;
    }
    Saying& figure(std::string_view measure)
    {
        auto const amount = value(total_, measure);
        pieces_.push_back({chinese_ ? std::to_string(amount) : grouped(amount), measure});
        return *this;
    }
    Saying& fine()
    {
        auto const fen = value(total_, "fine");
        pieces_.push_back({chinese_ ? wan_yuan_text(Fen{fen}) : fine_in_english(fen), "fine"});
        return *this;
    }
    /// A remark in brackets where there is something to remark.
    Saying& remark(std::string_view before, std::string_view measure, std::string_view after)
    {
        return value(total_, measure) == 0 ? *this : words(before).figure(measure).words(after);
    }
    [[nodiscard]] std::vector<Piece> take() { return std::move(pieces_); }

private:
    Sums const& total_;
    bool chinese_;
    std::vector<Piece> pieces_;
};

/// `来电、来信`, `calls and letters`: the channels that are open.
std::string channel_words(std::vector<Channel> const& channels, bool chinese)
{
    std::string text;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        auto const& row = code_row(channels[i]);
        bool const last = i + 1 == channels.size();
        auto const between = chinese ? "、" : last ? " and " : ", ";
        text += (i == 0 ? "" : between) + std::string{chinese ? row.zh : row.en};
    }
    return text;
}

std::vector<Piece>
in_chinese(Figures const& figures, Instant as_of, std::vector<Channel> const& channels)
{
    auto const teams = figures.rows.size() > 1 ? "各督察组累计" : "督察组累计";
    return Saying{figures.total, true}
        .words("截至" + instant_text(as_of, true) + "，" + teams + "收到群众")
        .words(channel_words(channels, true) + "举报")
        .figure("received")
        .words("件，受理有效举报")
        .figure("accepted")
        .words("件，经梳理合并重复举报，累计转办")
        .figure("transferred")
        .words("件")
        .remark("（其中", "withdrawn_after_hand_over", "件转办后撤回）")
        .words("。已完成查处")
        .figure("closed")
        .words("件，其中立案处罚")
        .figure("penalised")
        .words("家，罚款")
        .fine()
        .words("万元；立案侦查")
        .figure("criminal")
        .words("件，拘留")
        .figure("detained")
        .words("人；约谈党政领导干部")
        .figure("interviewed")
        .words("人，问责党政领导干部")
        .figure("accountable")
        .words("人。")
        .take();
}

std::vector<Piece>
in_english(Figures const& figures, Instant as_of, std::vector<Channel> const& channels)
{
    auto const teams = figures.rows.size() > 1 ? "the inspection teams" : "the inspection team";
    return Saying{figures.total, false}
        .words("As of " + instant_text(as_of, false) + ", " + teams + " had received ")
        .figure("received")
        .words(" reports from the public (" + channel_words(channels, false) + ") and accepted ")
        .figure("accepted")
        .words(" valid ones. After combining repeated reports, ")
        .figure("transferred")
        .words(" cases in all had been transferred")
        .remark(" (", "withdrawn_after_hand_over", " of them withdrawn afterwards)")
        .words(". Of these ")
        .figure("closed")
        .words(" were investigated and dealt with; ")
        .figure("penalised")
        .words(" enterprises were filed for punishment, with fines of ")
        .fine()
        .words("; ")
        .figure("criminal")
        .words(" cases were filed for criminal investigation and ")
        .figure("detained")
        .words(" people detained; ")
        .figure("interviewed")
        .words(" party and government leaders were interviewed and ")
        .figure("accountable")
        .words(" held accountable.")
        .take();
}

} // namespace

std::vector<Piece>
sentence(Figures const& figures, Instant as_of, std::vector<Channel> const& channels, bool chinese)
{
    return chinese ? in_chinese(figures, as_of, channels) : in_english(figures, as_of, channels);
}

std::string joined(std::vector<Piece> const& pieces)
{
    std::string text;
    for (auto const& piece : pieces) {
        text += piece.text;
    }
    return text;
}

std::string figure_text(MeasureUnit unit, std::int64_t amount, bool chinese)
{
    if (unit == MeasureUnit::fen) {
        return wan_yuan_text(Fen{amount});
    }
    return chinese ? std::to_string(amount) : grouped(amount);
}

std::string figure_with_unit(MeasureUnit unit, std::int64_t amount, bool chinese)
{
    auto const figure = figure_text(unit, amount, chinese);
    if (chinese) {
        return figure + std::string{code_row(unit).zh};
    }
    return unit == MeasureUnit::fen ? figure + " x 10,000 yuan" : figure;
}

std::string rate_text(std::optional<std::int64_t> rate)
{
    if (!rate) {
        return "–";
    }
    auto const places = std::to_string(*rate % 100);
    return std::to_string(*rate / 100) + (places.size() < 2 ? ".0" : ".") + places + "%";
}

std::string formula_in_words(Rate const& rate, bool chinese)
{
    auto const name = [&](std::string_view code) {
        auto const measure = find_measure({}, code);
        return std::string{chinese ? measure->zh : measure->en};
    };
    std::string parts;
    for (auto const part : rate.parts) {
        parts += (parts.empty() ? "" : " + ") + name(part);
    }
    return (rate.parts.size() > 1 ? "(" + parts + ")" : parts) + " / " + name(rate.whole);
}

std::string instant_text(Instant at, bool chinese)
{
    static constexpr std::string_view months[] = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    };
    auto const date = civil(office_day(at));
    auto const year = std::to_string(static_cast<int>(date.year()));
    auto const month = static_cast<unsigned>(date.month());
    auto const day = std::to_string(static_cast<unsigned>(date.day()));
    // `2021-09-15T20:00:00`: the time of the day, without its seconds.
    auto const time = to_text(at).substr(11, 5);
    return chinese ? year + "年" + std::to_string(month) + "月" + day + "日" + time
                   : time + " on " + day + " " + std::string{months[month - 1]} + " " + year;
}

std::vector<std::string> rules_in_words(inspection::CountingRules const& rules, bool chinese)
{
    auto const word = [&](auto rule) {
        return std::string{chinese ? code_row(rule).zh : code_row(rule).en};
    };
    return {
        word(rules.types),
        word(rules.split),
        word(rules.joint),
        word(rules.repeats),
        word(rules.withdrawn),
    };
}

std::string type_name(std::string_view type, bool chinese)
{
    auto const known = from_code<intake::Type>(type);
    if (!known) {
        return std::string{type};
    }
    return std::string{chinese ? code_row(*known).zh : code_row(*known).en};
}

} // namespace ducha::bulletin
