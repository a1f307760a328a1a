// Any bytes are a document, or are refused with a place.
#include "platform/config/config.h"

#include "base/invariant.h"

#include <cstdint>

namespace {

void read_all(ducha::config::Table const& table)
{
    for (auto const& key : table.keys()) {
        (void)table.optional_text(key);
        (void)table.optional_integer(key);
        (void)table.optional_number(key);
        (void)table.optional_day(key);
        (void)table.optional_time_of_day(key);
        (void)table.optional_texts(key);
        if (auto const tables = table.optional_tables(key)) {
            for (auto const& below : *tables) {
                read_all(below);
            }
        }
        if (auto const below = table.optional_table(key); below && *below) {
            read_all(**below);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
    if (auto const document = ducha::config::Document::parse(text, "fuzz.toml")) {
        (void)document->unknown_keys();
        read_all(document->root());
    } else {
        ducha::invariant(document.error().where.starts_with("fuzz.toml:"), "a refusal says where");
    }
    return 0;
}
