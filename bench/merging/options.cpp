// What the programs of this bench share.
#include "bench/merging/options.h"

#include "base/text.h"

#include "engines/neardup/model_file.h"

#include <fstream>
#include <iostream>
#include <sstream>

namespace ducha::bench {

Options::Options(int count, char** arguments, int first)
{
    for (int i = first; i < count; ++i) {
        std::string const name = arguments[i];
        bool const has_value =
            i + 1 < count && !std::string_view{arguments[i + 1]}.starts_with("--");
        values_[name] = has_value ? arguments[++i] : "";
    }
}

std::string Options::text(std::string const& name) const
{
    auto const at = values_.find(name);
    return at == values_.end() ? std::string{} : at->second;
}

std::int64_t Options::whole(std::string const& name, std::int64_t otherwise) const
{
    return has(name) ? parse_integer(text(name)).value_or(otherwise) : otherwise;
}

double Options::number(std::string const& name, double otherwise) const
{
    std::istringstream stream{text(name)};
    double value = otherwise;
    return stream >> value ? value : otherwise;
}

std::optional<neardup::Model> model_of(Options const& options)
{
    if (!options.has("--model")) {
        return neardup::Model::standard();
    }
    std::ifstream file{options.text("--model")};
    std::ostringstream text;
    text << file.rdbuf();
    auto model = neardup::model_of_text(text.str());
    if (!model) {
        std::cerr << options.text("--model") << ':' << model.error().line << ": found '"
                  << model.error().found << "', expected " << model.error().expected << '\n';
        return std::nullopt;
    }
    return std::move(*model);
}

} // namespace ducha::bench
