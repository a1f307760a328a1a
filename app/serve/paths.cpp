// Where acts and questions are on the network.
#include "app/serve/paths.h"

#include "app/rooms.h"

#include <algorithm>

namespace ducha::app::serve {

std::string base_of(guard::About about)
{
    switch (about) {
    case guard::About::object:
        return "/api/v1/inspections/{inspection}/{object}";
    case guard::About::inspection:
        return "/api/v1/inspections/{inspection}";
    case guard::About::office:
        break;
    }
    return "/api/v1";
}

std::string path_of(guard::NamedQuestion const& question)
{
    return base_of(question.about) + "/" + std::string{question.path};
}

std::string path_of(guard::NamedAct const& act)
{
    return base_of(act.about) + "/acts/" + std::string{act.name};
}

bool needs_two(guard::NamedAct const& act)
{
    auto const& all = policy().acts();
    auto const row = std::ranges::find(all, act.name, &identity::ActRules::act);
    return row != all.end() && std::ranges::any_of(row->rules, [](identity::Rule const& rule) {
               return !rule.second.empty();
           });
}

std::vector<std::string> parameters_in(std::string_view pattern)
{
    std::vector<std::string> names;
    for (auto open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        auto const close = pattern.find('}', open);
        names.emplace_back(pattern.substr(open + 1, close - open - 1));
    }
    return names;
}

} // namespace ducha::app::serve
