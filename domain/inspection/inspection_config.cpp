// An inspection's settings as a person writes them.
#include "domain/inspection/inspection_config.h"

#include "platform/config/config.h"
#include "platform/config/first_refusal.h"

#include "domain/inspection/units.h"

#include <algorithm>

namespace ducha::inspection {
namespace {

/// Values of a table as codes and within bounds, so that a reader is a list of keys and not of
/// checks.
class Reading : public config::FirstRefusal {
public:
    template <Coded Enum>
    Enum choice(config::Table const& table, std::string_view key, Result<std::string> given)
    {
        auto const spelled = take(std::move(given));
        auto const known = from_code<Enum>(spelled);
        if (!known && !refusal()) {
            std::string expected;
            for (auto const& row : Codes<Enum>::table) {
                expected += (expected.empty() ? "" : ", ") + std::string{row.code};
            }
            complain(table.bad_value(key, spelled, "one of " + expected));
        }
        return known.value_or(Codes<Enum>::table[0].value);
    }

    void range(
        config::Table const& table,
        std::string_view key,
        std::int64_t value,
        std::pair<std::int64_t, std::int64_t> bounds
    )
    {
        if (value < bounds.first || value > bounds.second) {
            complain(table.bad_value(
                key,
                std::to_string(value),
                std::to_string(bounds.first) + " to " + std::to_string(bounds.second)
            ));
        }
    }
};

NumberScheme read_scheme(Reading& reading, config::Table const& table)
{
    NumberScheme scheme{
        .id = reading.take(table.text("id")),
        .pattern = reading.take(table.text("pattern")),
        .letters = {},
        .source = reading.take(table.text("source", "")),
    };
    auto const letters = reading.take(table.optional_table("letters"));
    for (auto const& key : letters ? letters->keys() : std::vector<std::string>{}) {
        auto const channel = from_code<Channel>(key);
        if (!channel) {
            reading.complain(letters->bad_value(key, key, "call, letter, web or visit"));
            continue;
        }
        scheme.letters.push_back({.channel = *channel, .letter = reading.take(letters->text(key))});
    }
    return scheme;
}

std::vector<Unit> read_units(Reading& reading, config::Table const& object)
{
    std::vector<Unit> units;
    for (auto const& table : reading.take(object.optional_tables("unit"))) {
        units.push_back(
            {.code = reading.take(table.text("code")),
             .name = reading.take(table.text("name")),
             .parent = reading.take(table.text("parent", ""))}
        );
    }
    return units;
}

InspectedObject read_object(Reading& reading, config::Table const& table)
{
    InspectedObject object;
    object.code = reading.take(table.text("code"));
    object.kind = reading.choice<ObjectKind>(table, "kind", table.text("kind", "province"));
    auto const* const province = UnitTree::built_in().province_by_letters(object.code);
    bool const named = object.kind == ObjectKind::province && province != nullptr;
    object.region = reading.take(table.text("region", named ? province->code : ""));
    object.name_zh = reading.take(named ? table.text("name", province->name) : table.text("name"));
    object.name_en = reading.take(table.text("name_en", object.code));
    object.team = reading.take(table.text("team", ""));
    object.first_day = reading.take(table.day("first_day"));
    object.last_day = reading.take(table.day("last_day"));
    object.units = read_units(reading, table);
    return object;
}

CountingRules read_counting(Reading& reading, config::Table const& table)
{
    auto const word = [&](std::string_view key, std::string usual) {
        return table.text(key, std::move(usual));
    };
    return {
        .types = reading.choice<TypeRule>(table, "types", word("types", "several")),
        .split = reading.choice<SplitRule>(table, "split", word("split", "report")),
        .joint = reading.choice<JointRule>(table, "joint", word("joint", "once")),
        .repeats = reading.choice<RepeatRule>(table, "repeats", word("repeats", "kept")),
        .withdrawn = reading.choice<WithdrawnRule>(table, "withdrawn", word("withdrawn", "kept")),
    };
}

void read_office(Reading& reading, config::Table const& root, Inspection& inspection)
{
    for (auto const& spelled : reading.take(root.texts("channels"))) {
        inspection.channels.push_back(reading.choice<Channel>(root, "channels", spelled));
    }
    inspection.reception_from = reading.take(root.time_of_day("reception_from", TimeOfDay{8 * 60}));
    inspection.reception_until =
        reading.take(root.time_of_day("reception_until", TimeOfDay{20 * 60}));
    inspection.daily_cut = reading.take(root.time_of_day("daily_cut", TimeOfDay{20 * 60}));
    inspection.after_hand_over = reading.choice<AfterHandOver>(
        root, "repeats_after_hand_over", root.text("repeats_after_hand_over", "supplement")
    );
    if (auto const scheme = root.table("number_scheme")) {
        inspection.scheme = read_scheme(reading, *scheme);
    } else {
        reading.complain(scheme.error());
    }
    if (auto const limits = reading.take(root.optional_table("limits"))) {
        inspection.limits.answer_days = reading.take(limits->integer("answer_days", 10));
        inspection.limits.answer_source = reading.take(limits->text("answer_source", ""));
        reading.range(*limits, "answer_days", inspection.limits.answer_days, {1, 365});
    }
    if (auto const merge = reading.take(root.optional_table("merge"))) {
        auto const join = reading.take(merge->number("join", 0.92));
        auto const propose = reading.take(merge->number("propose", 0.3));
        inspection.merge.join_ppm = static_cast<std::int64_t>(join * 1e6 + 0.5);
        inspection.merge.propose_ppm = static_cast<std::int64_t>(propose * 1e6 + 0.5);
        reading.range(*merge, "join", inspection.merge.join_ppm, {1, 1'000'000});
        reading.range(
            *merge, "propose", inspection.merge.propose_ppm, {1, inspection.merge.join_ppm}
        );
    }
    if (auto const counting = reading.take(root.optional_table("counting"))) {
        inspection.counting = read_counting(reading, *counting);
    }
}

} // namespace

Result<Inspection> read_table(config::Table const& root)
{
    Reading reading;
    Inspection inspection;
    inspection.id = reading.take(root.text("id"));
    inspection.name_zh = reading.take(root.text("name"));
    inspection.name_en = reading.take(root.text("name_en", inspection.id));
    inspection.kind = reading.choice<Kind>(root, "kind", root.text("kind", "routine"));
    inspection.round = reading.take(root.integer("round"));
    inspection.batch = reading.take(root.integer("batch"));
    inspection.provenance = reading.take(root.text("provenance", "live"));
    reading.range(root, "round", inspection.round, {1, 9});
    reading.range(root, "batch", inspection.batch, {1, 99});
    bool const known_provenance = inspection.provenance == "live" ||
        inspection.provenance == "replayed" || inspection.provenance == "simulated";
    if (!known_provenance) {
        reading.complain(
            root.bad_value("provenance", inspection.provenance, "live, replayed or simulated")
        );
    }
    read_office(reading, root, inspection);
    for (auto const& table : reading.take(root.tables("object"))) {
        inspection.objects.push_back(read_object(reading, table));
    }
    if (reading.refusal()) {
        return std::unexpected{*reading.refusal()};
    }
    return inspection;
}

namespace {

Result<Inspection> read(config::Document const& document)
{
    auto inspection = read_table(document.root());
    if (!inspection) {
        return inspection;
    }
    if (auto const unknown = document.unknown_keys(); !unknown.empty()) {
        return std::unexpected{Refusal{
            .code = "config.unknown_key",
            .sentence = {"未知的设置项", "the key is not known"},
            .where = unknown.front().where,
            .found = unknown.front().key,
            .expected = unknown.front().nearest.empty() ? "" : unknown.front().nearest + "?",
        }};
    }
    return inspection;
}

} // namespace

Result<Inspection> read_config(std::filesystem::path const& file)
{
    auto const document = config::Document::load(file);
    return document ? read(*document) : std::unexpected{document.error()};
}

Result<Inspection> parse_config(std::string_view text, std::string_view name)
{
    auto const document = config::Document::parse(text, name);
    return document ? read(*document) : std::unexpected{document.error()};
}

} // namespace ducha::inspection
