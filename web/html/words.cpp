// The words of the pages.
#include "web/html/words.h"

#include "base/invariant.h"

#include "platform/json/record.h"

#include "generated/web_data.h"

namespace ducha::web {

Words::Words(Language language) : language_{language}
{
    auto const catalogue = json::parse_object(language == Language::zh ? data::zh : data::en);
    invariant(catalogue.has_value(), "a catalogue is one JSON object");
    for (auto const& [key, words] : *catalogue) {
        words_.emplace(key, words.as_string());
    }
}

Words const& Words::of(Language language)
{
    static Words const zh{Language::zh};
    static Words const en{Language::en};
    return language == Language::zh ? zh : en;
}

std::string_view Words::operator()(std::string_view key) const
{
    auto const found = words_.find(key);
    invariant(found != words_.end(), "the catalogue has every key that a page asks for");
    return found->second;
}

std::string Words::with(
    std::string_view key, std::initializer_list<std::pair<std::string_view, std::string>> values
) const
{
    std::string text{(*this)(key)};
    for (auto const& [name, value] : values) {
        auto const hole = "{" + std::string{name} + "}";
        auto const place = text.find(hole);
        invariant(place != std::string::npos, "the words have a place for each value");
        text.replace(place, hole.size(), value);
    }
    return text;
}

} // namespace ducha::web
