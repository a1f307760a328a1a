// The bank of phrases, parsed once.
#include "simulation/phrases.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/config/config.h"

#include "generated/simulation_data.h"

#include <algorithm>

namespace ducha::simulation {
namespace {

/// The bank is our own and embedded: what is wrong with it is a bug.
template <class T>
T sound(Result<T> value)
{
    if (!value) {
        invariant_broken(to_line(value.error()));
    }
    return std::move(*value);
}

template <Coded Enum>
Enum coded(std::string_view word)
{
    auto const value = from_code<Enum>(word);
    invariant(value.has_value(), "a phrase names a known code");
    return *value;
}

std::vector<std::string> characters_of(std::string_view text)
{
    std::vector<std::string> characters;
    for (std::size_t i = 0; i < text.size();) {
        auto const point = code_point_at(text, i);
        characters.emplace_back(text.substr(i, point.length));
        i += point.length;
    }
    return characters;
}

constexpr std::pair<std::string_view, Slot> slots[] = {
    {"city", Slot::city},
    {"county", Slot::county},
    {"town", Slot::town},
    {"road", Slot::road},
    {"number", Slot::number},
    {"near", Slot::near},
    {"side", Slot::side},
    {"kind", Slot::kind},
    {"who", Slot::who},
};

/// Reads one bank: names of lists first, so that templates can name them.
class Parsing {
public:
    explicit Parsing(config::Table const& root) : root_{root} {}

    Bank bank()
    {
        auto const words = sound(root_.table("words"));
        auto const facts = sound(root_.table("facts"));
        words_ = words.keys();
        facts_ = facts.keys();
        for (auto const& key : words_) {
            bank_.words.push_back(list(words, key));
        }
        for (auto const& key : facts_) {
            bank_.facts.push_back(list(facts, key));
        }
        bank_.besides = word("besides");
        bank_.so = word("so");
        bank_.before = word("before");
        read_names();
        read_parts();
        read_english();
        bank_.scenes = scenes("scene");
        bank_.urgent = scenes("urgent");
        bank_.stop = scenes("stop");
        read_invalid();
        return std::move(bank_);
    }

private:
    std::optional<std::size_t>
    place_in(std::vector<std::string> const& names, std::string_view name) const
    {
        auto const at = std::ranges::find(names, name);
        return at == names.end() ? std::nullopt : std::optional{std::size_t(at - names.begin())};
    }

    std::size_t word(std::string_view name) const
    {
        auto const at = place_in(words_, name);
        invariant(at.has_value(), "a list of words that the program names is there");
        return *at;
    }

    Piece slot(std::string_view name) const
    {
        if (name.front() >= '0' && name.front() <= '9') {
            auto const bounds = split(name, '_');
            invariant(bounds.size() == 2, "a range has two ends");
            return {
                .kind = Piece::Kind::number,
                .low = parse_integer(bounds[0]).value_or(0),
                .high = parse_integer(bounds[1]).value_or(0)
            };
        }
        for (auto const& [known, slot] : slots) {
            if (known == name) {
                return {.kind = Piece::Kind::slot, .slot = slot};
            }
        }
        if (auto const at = place_in(words_, name)) {
            return {.kind = Piece::Kind::word, .list = *at};
        }
        auto const at = place_in(facts_, name);
        invariant(at.has_value(), "a slot names a list, a number or what the problem has");
        return {.kind = Piece::Kind::fact, .list = *at};
    }

    Template parsed(std::string_view text) const
    {
        Template made;
        for (auto wording : split(text, '|')) {
            auto& pieces = made.wordings.emplace_back();
            while (!wording.empty()) {
                auto const open = wording.find('{');
                if (open != 0) {
                    pieces.push_back({.text = std::string{wording.substr(0, open)}});
                    wording.remove_prefix(std::min(open, wording.size()));
                    continue;
                }
                auto const close = wording.find('}');
                invariant(close != std::string_view::npos, "a slot ends");
                pieces.push_back(slot(wording.substr(1, close - 1)));
                wording.remove_prefix(close + 1);
            }
        }
        return made;
    }

    List list(config::Table const& table, std::string_view key)
    {
        List made{.deck = bank_.decks++, .items = {}};
        for (auto const& text : sound(table.texts(key))) {
            made.items.push_back(parsed(text));
        }
        invariant(!made.items.empty(), "a list of phrases holds some");
        return made;
    }

    std::map<intake::Type, List> lists_by_type(config::Table const& table)
    {
        std::map<intake::Type, List> lists;
        for (auto const& key : table.keys()) {
            lists.emplace(coded<intake::Type>(key), list(table, key));
        }
        return lists;
    }

    void read_names()
    {
        auto const table = sound(root_.table("names"));
        auto const characters = [&](std::string_view key) {
            return characters_of(sound(table.text(key)));
        };
        auto& names = bank_.names;
        names.first = characters("first");
        names.second = characters("second");
        names.firm_first = characters("firm_first");
        names.firm_second = characters("firm_second");
        names.surnames = characters("surnames");
        names.town = sound(table.texts("town"));
        names.road = sound(table.texts("road"));
        names.home = sound(table.texts("home"));
        names.village = sound(table.texts("village"));
        names.county = sound(table.texts("county"));
        names.firm = sound(table.texts("firm"));
        auto const alike = sound(table.text("alike"));
        for (auto const pair : split(alike, ' ')) {
            auto const both = characters_of(pair);
            names.alike.emplace(both.at(0), both.at(1));
        }
        auto pairs = sound(sound(root_.table("typos")).text("pairs"));
        std::ranges::replace(pairs, '\n', ' ');
        for (auto const pair : split(pairs, ' ')) {
            if (auto const half = pair.size() / 2; half > 0) {
                bank_.typos.emplace_back(pair.substr(0, half), pair.substr(half));
            }
        }
    }

    void read_parts()
    {
        auto const parts = sound(root_.table("parts"));
        bank_.call_open = list(parts, "call_open");
        bank_.letter_open = list(parts, "letter_open");
        bank_.history = list(parts, "history");
        bank_.want = list(parts, "want");
        bank_.detail = list(parts, "detail");
        bank_.since = list(parts, "since");
        bank_.title = list(parts, "title");
        bank_.harm = lists_by_type(sound(root_.table("harm")));
    }

    void read_english()
    {
        auto const table = sound(root_.table("english"));
        auto& english = bank_.english;
        english.titles = list(table, "titles");
        english.open = list(table, "open");
        english.where = list(table, "where");
        english.more = list(table, "more");
        english.want = list(table, "want");
        english.what = lists_by_type(sound(table.table("what")));
    }

    Scene scene(config::Table const& table)
    {
        Scene made;
        made.code = sound(table.text("code"));
        made.sector = sound(table.text("sector", ""));
        for (auto const& type : sound(table.texts("types"))) {
            made.types.push_back(coded<intake::Type>(type));
        }
        auto const first = std::string{code(made.types.front())};
        made.harm = coded<intake::Type>(sound(table.text("harm", first)));
        made.sea = sound(table.boolean("sea", false));
        auto const group = sound(table.text("group", ""));
        made.of_groups = !group.empty();
        made.of_provinces = group != "only";
        invariant(
            sound(table.boolean("own", false)) == made.sector.empty(),
            "a source is an enterprise with a trade, or none"
        );
        made.sources = list(table, "sources");
        made.titles = list(table, "titles");
        made.what = list(table, "what");
        made.signs = list(table, "sign").items;
        if (auto const ground = sound(table.optional_text("ground"))) {
            made.ground = coded<intake::UrgentGround>(*ground);
        }
        return made;
    }

    std::vector<Scene> scenes(std::string_view key)
    {
        std::vector<Scene> made;
        for (auto const& table : sound(root_.tables(key))) {
            made.push_back(scene(table));
            made.back().stop = key == "stop";
        }
        return made;
    }

    void read_invalid()
    {
        for (auto const& table : sound(root_.tables("invalid"))) {
            auto const text = sound(table.text("text"));
            auto const reason = sound(table.text("reason", "clue_too_vague"));
            bank_.invalid.push_back({
                .title = parsed(sound(table.text("title"))),
                .text = parsed(text),
                .type = coded<intake::Type>(sound(table.text("type"))),
                .fate = coded<Fate>(sound(table.text("fate"))),
                .reason = coded<intake::DeclineReason>(reason),
                .names_a_place =
                    text.contains("{near}") || text.contains("{town}") || text.contains("{road}"),
            });
        }
    }

    config::Table root_;
    std::vector<std::string> words_;
    std::vector<std::string> facts_;
    Bank bank_;
};

} // namespace

Bank Bank::parse(std::string_view toml)
{
    auto const document = sound(config::Document::parse(toml, "phrases.toml"));
    auto bank = Parsing{document.root()}.bank();
    invariant(document.unknown_keys().empty(), "every key of the bank is read");
    return bank;
}

Bank const& Bank::built_in()
{
    static Bank const bank = parse(data::phrases);
    return bank;
}

} // namespace ducha::simulation
