// A model as a text that people can read, and back.
#include "engines/neardup/model_file.h"

#include "base/text.h"

#include <charconv>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

namespace ducha::neardup {
namespace {

struct LimitRow {
    std::string_view name;
    std::size_t Limits::* limit;
    std::size_t least;
    std::size_t most;
};

constexpr std::array limit_rows = std::to_array<LimitRow>({
    {"code_points", &Limits::code_points, 1, 1'000'000},
    {"read_grams", &Limits::read_grams, 1, 10'000},
    {"kept_grams", &Limits::kept_grams, 1, 4'000},
    {"posted_keys", &Limits::posted_keys, 4, 1'000},
    {"posted_pairs", &Limits::posted_pairs, 0, 1'000},
    {"probed_keys", &Limits::probed_keys, 4, 1'000},
    {"hops_per_list", &Limits::hops_per_list, 1, 60},
    {"looked_at", &Limits::looked_at, 1, 1'000},
    {"verified", &Limits::verified, 1, 1'000},
    {"verified_per_case", &Limits::verified_per_case, 1, 1'000},
    {"candidates", &Limits::candidates, 1, 100},
});

/// A name and what stands behind the last blank of a line.
struct Entry {
    std::string_view name;
    std::string_view value;
};

std::optional<double> number_of(std::string_view text)
{
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const whole = error == std::errc{} && end == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

std::optional<std::size_t>
whole_number_of(std::string_view text, std::size_t least, std::size_t most)
{
    std::size_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value >= least && value <= most ? std::optional{value} : std::nullopt;
}

std::string spelled(double value)
{
    std::array<char, 64> buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

class Reader {
public:
    explicit Reader(std::string_view text) : lines_(split(text, '\n')) {}

    std::expected<Model, ModelFault> read()
    {
        for (; line_ < lines_.size(); ++line_) {
            auto const line = trimmed(lines_[line_]);
            if (!line.empty() && line.front() != '#' && !take(line)) {
                return fault(line);
            }
        }
        for (auto const& [name, seen] : needed()) {
            if (!seen) {
                expected_ = name;
                return fault({});
            }
        }
        model_.frequencies =
            std::make_shared<Frequencies const>(Frequencies::of(reports_, std::move(listed_)));
        return std::move(model_);
    }

private:
    [[nodiscard]] std::unexpected<ModelFault> fault(std::string_view line) const
    {
        // Cut at a character, so that the message is text too.
        return std::unexpected{ModelFault{
            .line = line_ + 1,
            .found =
                first_invalid_utf8(line) ? "(not UTF-8)" : std::string{first_code_points(line, 20)},
            .expected = expected_,
        }};
    }

    [[nodiscard]] std::vector<std::pair<std::string, bool>> needed() const
    {
        std::vector<std::pair<std::string, bool>> result = {
            {"format 1", has_format_},
            {"name NAME", !model_.name.empty()},
            {"version VERSION", !model_.version.empty()},
            {"[frequencies] reports N", reports_ > 0},
        };
        for (std::size_t e = 0; e < evidence_count; ++e) {
            auto const id = stable_id(static_cast<Evidence>(e));
            result.emplace_back("[weights] " + std::string{id} + " NUMBER", weighed_[e]);
        }
        return result;
    }

    bool take(std::string_view line)
    {
        if (line.front() == '[') {
            section_ = line;
            expected_ = "[weights], [thresholds], [limits], [calibration] or [frequencies]";
            return line == "[weights]" || line == "[thresholds]" || line == "[limits]" ||
                line == "[calibration]" || line == "[frequencies]";
        }
        expected_ = "a name, a blank and a value";
        auto const blank = line.rfind(' ');
        if (blank == std::string_view::npos) {
            return false;
        }
        Entry const entry{trimmed(line.substr(0, blank)), line.substr(blank + 1)};
        if (section_.empty()) {
            return take_head(line, entry);
        }
        if (section_ == "[weights]") {
            return take_weight(entry);
        }
        if (section_ == "[thresholds]") {
            return take_threshold(entry);
        }
        if (section_ == "[limits]") {
            return take_limit(entry);
        }
        return section_ == "[calibration]" ? take_knot(entry) : take_frequency(entry);
    }

    bool take_head(std::string_view line, Entry const& entry)
    {
        expected_ = "format 1, name NAME, version VERSION, described TEXT or figure NAME NUMBER";
        if (line == "format 1") {
            return has_format_ = true;
        }
        if (first_invalid_utf8(line)) {
            return false;
        }
        if (entry.name == "name" || entry.name == "version") {
            (entry.name == "name" ? model_.name : model_.version) = entry.value;
            return true;
        }
        constexpr std::string_view described = "described ";
        if (line.starts_with(described)) {
            model_.described = trimmed(line.substr(described.size()));
            return true;
        }
        constexpr std::string_view figure = "figure ";
        auto const value = number_of(entry.value);
        if (entry.name.starts_with(figure) && value) {
            model_.figures.push_back(
                {std::string{trimmed(entry.name.substr(figure.size()))}, *value}
            );
            return true;
        }
        return false;
    }

    bool take_weight(Entry const& entry)
    {
        expected_ = "an item of evidence and a number from -1000 to 1000";
        auto const value = number_of(entry.value);
        for (std::size_t e = 0; e < evidence_count; ++e) {
            if (stable_id(static_cast<Evidence>(e)) == entry.name && value &&
                std::abs(*value) <= 1000) {
                model_.weights[e] = *value;
                return weighed_[e] = true;
            }
        }
        return false;
    }

    bool take_threshold(Entry const& entry)
    {
        expected_ = "join_probability or propose_probability and a number from 0 to 1, or "
                    "root_log_odds and a number";
        auto const value = number_of(entry.value);
        bool const share = value && *value >= 0 && *value <= 1;
        if (entry.name == "join_probability" && share) {
            model_.thresholds.join_probability = *value;
        } else if (entry.name == "propose_probability" && share) {
            model_.thresholds.propose_probability = *value;
        } else if (entry.name == "root_log_odds" && value) {
            model_.thresholds.root_log_odds = *value;
        } else {
            return false;
        }
        return true;
    }

    bool take_limit(Entry const& entry)
    {
        for (auto const& row : limit_rows) {
            if (row.name == entry.name) {
                expected_ = std::string{row.name} + " and a whole number from " +
                    std::to_string(row.least) + " to " + std::to_string(row.most);
                auto const value = whole_number_of(entry.value, row.least, row.most);
                model_.limits.*row.limit = value.value_or(0);
                return value.has_value();
            }
        }
        expected_ = "the name of a limit and a whole number";
        return false;
    }

    bool take_knot(Entry const& entry)
    {
        expected_ = "log odds above those of the line before and a probability not below";
        auto const log_odds = number_of(entry.name);
        auto const probability = number_of(entry.value);
        if (!log_odds || !probability || *probability < 0 || *probability > 1) {
            return false;
        }
        auto& knots = model_.calibration;
        bool const rises = knots.empty() ||
            (knots.back().log_odds < *log_odds && knots.back().probability <= *probability);
        knots.push_back({*log_odds, *probability});
        return rises;
    }

    bool take_frequency(Entry const& entry)
    {
        constexpr std::size_t most_reports = 1'000'000'000;
        expected_ = reports_ == 0 ? "reports and a whole number"
                                  : "an n-gram and a whole number of at most all reports";
        auto const most = reports_ == 0 ? most_reports : reports_;
        auto const count = whole_number_of(entry.value, 1, most);
        if (!count || (reports_ == 0 && entry.name != "reports")) {
            return false;
        }
        if (reports_ == 0) {
            reports_ = *count;
            return true;
        }
        if (first_invalid_utf8(entry.name)) {
            return false;
        }
        listed_.push_back({std::string{entry.name}, static_cast<std::uint32_t>(*count)});
        return true;
    }

    std::vector<std::string_view> lines_;
    std::size_t line_ = 0;
    std::string_view section_;
    std::string expected_;
    Model model_;
    bool has_format_ = false;
    std::array<bool, evidence_count> weighed_{};
    std::size_t reports_ = 0;
    std::vector<Frequencies::Listed> listed_;
};

} // namespace

std::expected<Model, ModelFault> model_of_text(std::string_view text)
{
    return Reader{text}.read();
}

std::vector<NamedLimit> named_limits(Limits const& limits)
{
    std::vector<NamedLimit> result;
    for (auto const& row : limit_rows) {
        result.push_back({row.name, limits.*row.limit});
    }
    return result;
}

std::string text_of(Model const& model)
{
    std::string text = "# 并案模型 · a model of repeated reports. What the lines mean: "
                       "engines/neardup/model_file.h\n";
    auto const line = [&](std::string_view name, std::string const& value) {
        text.append(name).append(" ").append(value).append("\n");
    };
    line("format", "1");
    line("name", model.name);
    line("version", model.version);
    if (!model.described.empty()) {
        line("described", model.described);
    }
    for (auto const& figure : model.figures) {
        line("figure " + figure.name, spelled(figure.value));
    }
    text += "\n[weights]\n";
    for (std::size_t e = 0; e < evidence_count; ++e) {
        line(stable_id(static_cast<Evidence>(e)), spelled(model.weights[e]));
    }
    text += "\n[thresholds]\n";
    line("join_probability", spelled(model.thresholds.join_probability));
    line("propose_probability", spelled(model.thresholds.propose_probability));
    line("root_log_odds", spelled(model.thresholds.root_log_odds));
    text += "\n[limits]\n";
    for (auto const& limit : named_limits(model.limits)) {
        line(limit.name, std::to_string(limit.value));
    }
    text += "\n[calibration]\n";
    for (auto const& knot : model.calibration) {
        line(spelled(knot.log_odds), spelled(knot.probability));
    }
    text += "\n[frequencies]\n";
    line("reports", std::to_string(model.frequencies->reports()));
    for (auto const& item : model.frequencies->listed()) {
        line(item.text, std::to_string(item.reports));
    }
    return text;
}

} // namespace ducha::neardup
