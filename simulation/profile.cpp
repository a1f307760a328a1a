// Profiles: read from TOML, and held against themselves.
#include "base/invariant.h"

#include "platform/config/config.h"
#include "platform/config/first_refusal.h"

#include "domain/inspection/inspection_config.h"

#include "generated/simulation_data.h"
#include "simulation/quota_fields.h"
#include "simulation/simulation.h"
#include "simulation/simulation_refusals.h"

#include <algorithm>
#include <array>

namespace ducha::simulation {
namespace {

using Flaw = std::optional<std::unexpected<Refusal>>;

constexpr std::pair<std::string_view, std::string_view const*> built_in[] = {
    {"second-round-fourth-batch", &data::second_round_fourth_batch},
    {"small", &data::small},
};

/// Values within bounds, with this room's refusal.
class Reading : public config::FirstRefusal {
public:
    /// A number within bounds, both included.
    double
    number(config::Table const& table, std::string_view key, double low, double high, double usual)
    {
        auto const value = take(table.number(key, usual));
        if (value < low || value > high) {
            bad(table, key, std::to_string(value), to_range(low, high));
        }
        return value;
    }

    void
    bad(config::Table const& table, std::string_view key, std::string found, std::string expected)
    {
        complain(refuse(
                     refusals,
                     SimulationRefusal::bad_value,
                     std::move(found),
                     std::move(expected),
                     table.where(key) + ": " + std::string{key}
        )
                     .error());
    }

private:
    static std::string to_range(double low, double high)
    {
        return std::to_string(static_cast<int>(low)) + " to " +
            std::to_string(static_cast<int>(high));
    }
};

Quota read_quota(Reading& reading, config::Table const& table)
{
    constexpr std::int64_t most = 1'000'000'000;
    constexpr std::int64_t most_yuan = 1'000'000'000'000;
    constexpr std::int64_t fen_a_yuan = 100;
    Quota quota;
    for (auto const& field : quota_fields) {
        auto const value = reading.take(table.integer(field.name, 0));
        if (value < 0 || value > most) {
            reading.bad(table, field.name, std::to_string(value), "0 to 1000000000");
        }
        quota.*field.value = value;
    }
    auto const yuan = reading.take(table.integer("fine_yuan", 0));
    if (yuan < 0 || yuan > most_yuan) {
        reading.bad(table, "fine_yuan", std::to_string(yuan), "0 to 1000000000000");
        return quota;
    }
    quota.fine = Fen{yuan * fen_a_yuan};
    return quota;
}

Noise read_noise(Reading& reading, config::Table const& root)
{
    Noise noise;
    if (auto const table = reading.take(root.optional_table("noise"))) {
        for (auto const& field : noise_fields) {
            auto const key = std::string{field.name};
            noise.*field.value = reading.number(*table, key, 0, 1, noise.*field.value);
        }
    }
    return noise;
}

std::map<intake::Type, double> read_types(Reading& reading, config::Table const& root)
{
    std::map<intake::Type, double> types;
    auto const table = root.table("types");
    if (!table) {
        reading.complain(table.error());
        return types;
    }
    for (auto const& key : table->keys()) {
        auto const type = from_code<intake::Type>(key);
        if (!type) {
            reading.bad(*table, key, key, "the code of a pollution type");
            continue;
        }
        types[*type] = reading.number(*table, key, 0, 1'000'000, 0);
    }
    return types;
}

Profile::Object read_object(Reading& reading, config::Table const& table)
{
    Profile::Object object;
    object.code = reading.take(table.text("code"));
    object.letters = reading.number(table, "letters", 0, 1, object.letters);
    object.longitude = reading.number(table, "longitude", 73, 136, 0);
    object.latitude = reading.number(table, "latitude", 17, 54, 0);
    object.coast = reading.take(table.boolean("coast", false));
    auto const quota = table.table("quota");
    if (quota) {
        object.quota = read_quota(reading, *quota);
    } else {
        reading.complain(quota.error());
    }
    return object;
}

std::unexpected<Refusal> contradiction(std::string where, std::string found, std::string expected)
{
    return refuse(
        refusals,
        SimulationRefusal::contradiction,
        std::move(found),
        std::move(expected),
        std::move(where)
    );
}

/// Whether the figures of one object can all be true.
Flaw flaw_of(Quota const& quota, std::string const& where)
{
    auto const pair = [](std::int64_t more, std::int64_t less) {
        return std::to_string(more) + " < " + std::to_string(less);
    };
    if (quota.received < quota.accepted) {
        return contradiction(where, pair(quota.received, quota.accepted), "received >= accepted");
    }
    if (quota.accepted < quota.transferred) {
        return contradiction(
            where, pair(quota.accepted, quota.transferred), "accepted >= transferred"
        );
    }
    if (auto const done = quota.closed + quota.phased; quota.transferred < done) {
        return contradiction(
            where, pair(quota.transferred, done), "transferred >= closed + phased"
        );
    }
    bool const measures = std::ranges::any_of(quota_fields, [&](QuotaField const& field) {
        return field.is_measure && quota.*field.value > 0;
    });
    if (measures && quota.transferred == 0) {
        return contradiction(where, "transferred = 0", "a case for what was done");
    }
    if (quota.fine.get() > 0 && quota.penalised == 0) {
        return contradiction(where, "penalised = 0", "somebody penalised for the fine");
    }
    return std::nullopt;
}

/// Whether the inspection is one under which the quotas can hold.
Flaw flaw_of_settings(Profile const& profile, std::string const& name)
{
    auto const& settings = profile.inspection;
    auto const last = reception_day(profile.as_of, settings.daily_cut);
    if (auto sound = inspection::decide(settings, profile.as_of); !sound) {
        sound.error().where = name + ": inspection." + sound.error().where;
        return std::unexpected{std::move(sound.error())};
    }
    if (settings.provenance != "simulated") {
        return contradiction(name + ": inspection.provenance", settings.provenance, "simulated");
    }
    if (profile.as_of != office_instant(last, settings.daily_cut)) {
        return contradiction(
            name + ": as_of", to_text(profile.as_of), "the instant of a daily cut"
        );
    }
    constexpr TimeOfDay hand_over{10 * 60};
    if (settings.daily_cut <= std::max(settings.reception_from, hand_over)) {
        return contradiction(
            name + ": inspection.daily_cut",
            std::to_string(settings.daily_cut.minutes / 60) + " o'clock",
            "behind ten o'clock, when batches are handed over, and behind reception_from"
        );
    }
    for (auto const channel : {Channel::call, Channel::letter}) {
        if (std::ranges::find(settings.channels, channel) == settings.channels.end()) {
            return contradiction(
                name + ": inspection.channels", "no " + std::string{code(channel)}, "call, letter"
            );
        }
    }
    for (std::size_t i = 0; i < profile.objects.size(); ++i) {
        auto const& object = settings.objects[i];
        auto const where = name + ": " + object.code;
        if (object.first_day >= last || object.last_day < last) {
            return contradiction(
                where,
                to_text(object.first_day) + " to " + to_text(object.last_day),
                "a stay that begins before " + to_text(last) + " and reaches it"
            );
        }
        if (auto flaw = flaw_of(profile.objects[i].quota, where)) {
            return flaw;
        }
    }
    return std::nullopt;
}

Flaw flaw_of_sums(Profile const& profile, std::string const& name)
{
    Quota sum;
    for (auto const& object : profile.objects) {
        add(sum, object.quota);
    }
    auto const check = [&](std::string_view field, std::int64_t found, std::int64_t published) {
        return found == published ? Flaw{}
                                  : refuse(
                                        refusals,
                                        SimulationRefusal::sums_differ,
                                        std::to_string(found),
                                        std::to_string(published),
                                        name + ": published." + std::string{field}
                                    );
    };
    for (auto const& field : quota_fields) {
        if (auto flaw = check(field.name, sum.*field.value, profile.published.*field.value)) {
            return flaw;
        }
    }
    constexpr std::int64_t fen_a_yuan = 100;
    return check(
        "fine_yuan", sum.fine.get() / fen_a_yuan, profile.published.fine.get() / fen_a_yuan
    );
}

/// The objects of the profile are those of the inspection, in its order.
Flaw flaw_of_objects(Profile const& profile, std::string const& name)
{
    std::string stationed;
    std::string given;
    for (auto const& object : profile.inspection.objects) {
        stationed += (stationed.empty() ? "" : ", ") + object.code;
    }
    for (auto const& object : profile.objects) {
        given += (given.empty() ? "" : ", ") + object.code;
    }
    return given == stationed && !given.empty()
        ? Flaw{}
        : contradiction(name + ": object.code", given, stationed);
}

Result<Profile> read(config::Document const& document, std::string const& name)
{
    auto const& root = document.root();
    Reading reading;
    Profile profile;
    profile.id = reading.take(root.text("id"));
    auto const as_of = reading.take(root.text("as_of"));
    if (auto const instant = parse_instant(as_of)) {
        profile.as_of = *instant;
    } else {
        reading.bad(root, "as_of", as_of, "2021-09-15T20:00:00+08:00");
    }
    if (auto const published = root.table("published")) {
        profile.published = read_quota(reading, *published);
    } else {
        reading.complain(published.error());
    }
    profile.noise = read_noise(reading, root);
    profile.types = read_types(reading, root);
    for (auto const& table : reading.take(root.tables("object"))) {
        profile.objects.push_back(read_object(reading, table));
    }
    auto const settings = root.table("inspection");
    if (!settings) {
        reading.complain(settings.error());
    } else {
        profile.inspection = reading.take(inspection::read_table(*settings));
    }
    if (reading.refusal()) {
        return std::unexpected{*reading.refusal()};
    }
    if (auto const unknown = document.unknown_keys(); !unknown.empty()) {
        auto const& first = unknown.front();
        auto const nearest = first.nearest.empty() ? "" : first.nearest + "?";
        return refuse(refusals, SimulationRefusal::unknown_key, first.key, nearest, first.where);
    }
    for (auto const& find : {flaw_of_objects, flaw_of_settings, flaw_of_sums}) {
        if (auto flaw = find(profile, name)) {
            return *flaw;
        }
    }
    return profile;
}

} // namespace

Result<Profile> read_profile(std::string const& name_or_file)
{
    std::string known;
    for (auto const& [name, text] : built_in) {
        known += std::string{name} + ", ";
        if (name == name_or_file) {
            auto const file = name_or_file + ".toml";
            auto const document = config::Document::parse(*text, file);
            invariant(document.has_value(), "a built-in profile is TOML");
            return read(*document, file);
        }
    }
    if (name_or_file.empty() || !std::filesystem::exists(name_or_file)) {
        return refuse(
            refusals, SimulationRefusal::no_such_profile, name_or_file, known + "or a file"
        );
    }
    auto const document = config::Document::load(name_or_file);
    return document ? read(*document, name_or_file) : std::unexpected{document.error()};
}

} // namespace ducha::simulation
