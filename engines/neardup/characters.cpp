// What is known of single characters: how they are written simply, and how they sound.
#include "engines/neardup/characters.h"

#include "base/text.h"

#include "generated/characters_data.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace ducha::neardup {
namespace {

constexpr std::size_t basic_plane = 0x10000;

/// Calls `read` with the two fields of each row below the header.
void for_each_row(std::string_view table, auto const& read)
{
    auto const lines = split(table, '\n');
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (auto const comma = lines[i].find(','); comma != std::string_view::npos) {
            read(lines[i].substr(0, comma), lines[i].substr(comma + 1));
        }
    }
}

/// A syllable as a careless ear hears it.
std::string heard(std::string_view syllable)
{
    std::string sound{syllable};
    if (sound.starts_with("zh") || sound.starts_with("ch") || sound.starts_with("sh")) {
        sound.erase(1, 1);
    } else if (sound.starts_with('n') && sound.size() > 1) {
        sound.front() = 'l';
    }
    if (sound.ends_with("ng") && !sound.ends_with("ong")) {
        sound.pop_back();
    }
    return sound;
}

struct Characters {
    std::array<char16_t, basic_plane> simple{};
    std::array<std::uint16_t, basic_plane> syllable{};
    std::array<std::uint16_t, basic_plane> sound{};

    Characters()
    {
        for (std::size_t c = 0; c < basic_plane; ++c) {
            simple[c] = static_cast<char16_t>(c);
        }
        for_each_row(data::traditional, [&](std::string_view from, std::string_view to) {
            simple[code_point_at(from, 0).value] =
                static_cast<char16_t>(code_point_at(to, 0).value);
        });
        read_syllables();
        for (std::size_t c = 0; c < basic_plane; ++c) {
            syllable[c] = syllable[simple[c]];
            sound[c] = sound[simple[c]];
        }
    }

    void read_syllables()
    {
        std::map<std::string, std::uint16_t> sounds;
        std::uint16_t row = 0;
        for_each_row(data::pinyin, [&](std::string_view name, std::string_view characters) {
            ++row;
            auto const next = static_cast<std::uint16_t>(sounds.size() + 1);
            auto const kind = sounds.try_emplace(heard(name), next).first->second;
            for (std::size_t at = 0; at < characters.size();) {
                auto const one = code_point_at(characters, at);
                syllable[one.value] = row;
                sound[one.value] = kind;
                at += one.length;
            }
        });
    }
};

Characters const& characters()
{
    static Characters const table;
    return table;
}

} // namespace

char32_t simplified(char32_t c)
{
    return c < basic_plane ? characters().simple[c] : c;
}

std::uint16_t pinyin_of(char32_t c)
{
    return c < basic_plane ? characters().syllable[c] : std::uint16_t{0};
}

std::uint16_t sound_of(char32_t c)
{
    return c < basic_plane ? characters().sound[c] : std::uint16_t{0};
}

} // namespace ducha::neardup
