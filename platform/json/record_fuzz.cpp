// Any bytes as a command and as a question: read whole or refused, and what was read can be written
// and read again.
#include "base/invariant.h"
#include "base/text.h"

#include "platform/json/given.h"

#include <cstdint>

namespace ducha::json {
namespace {

struct Inner {
    std::string name;
    std::optional<Day> day;
};

template <class Fields>
void describe(Fields& fields, Inner& inner)
{
    fields.field("name", inner.name);
    fields.field("day", inner.day);
}

struct Command {
    std::int64_t number = 0;
    std::optional<Instant> at;
    std::optional<bool> sure;
    std::optional<std::vector<Inner>> parts;
};

template <class Fields>
void describe(Fields& fields, Command& command)
{
    fields.field("number", command.number);
    fields.field("at", command.at);
    fields.field("sure", command.sure);
    fields.field("parts", command.parts);
}

} // namespace
} // namespace ducha::json

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    namespace json = ducha::json;
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    if (auto const command = json::read_command<json::Command>(text)) {
        auto const written = json::write(*command);
        auto const again = json::read_command<json::Command>(written);
        ducha::invariant(again.has_value(), "what was written is read");
        ducha::invariant(json::write(*again) == written, "and is the same");
    }
    if (auto const given = json::given_in(text)) {
        for (auto const& [name, value] : *given) {
            ducha::invariant(!ducha::first_invalid_utf8(value), "texts are UTF-8");
        }
        static_cast<void>(json::read_given<json::Command>(*given));
    }
    return 0;
}
