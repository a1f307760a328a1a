// The bank of phrases: what simulation/phrases.toml holds, parsed once.
#pragma once

#include "domain/intake/intake.h"

#include "simulation/simulation.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::simulation {

/// What a slot is filled with that belongs to the problem at hand.
enum class Slot { city, county, town, road, number, near, side, kind, who };

/// A piece of a wording.
struct Piece {
    enum class Kind { text, number, slot, word, fact };
    Kind kind = Kind::text;
    std::string text;       ///< of a text
    Slot slot = Slot::city; ///< of a slot
    std::size_t list = 0;   ///< of a word or a fact: its place in the bank
    std::int64_t low = 0;   ///< of a number
    std::int64_t high = 0;
};

/// `a|b`: wordings of one thing.
struct Template {
    std::vector<std::vector<Piece>> wordings;
};

/// Templates that are dealt like cards.
struct List {
    std::size_t deck = 0; ///< number of its deck, below `Bank::decks`
    std::vector<Template> items;
};

/// A kind of problem.
struct Scene {
    std::string code;
    std::string sector; ///< empty: its source is no enterprise
    std::vector<intake::Type> types;
    intake::Type harm = intake::Type::other;
    bool sea = false;
    bool of_groups = false;    ///< a central enterprise may have it
    bool of_provinces = false; ///< a province may have it
    List sources;
    List titles;
    List what;
    std::vector<Template> signs;
    std::optional<intake::UrgentGround> ground; ///< of an urgent one
    bool stop = false;                          ///< someone orders all to stop
};

/// A report that is not to be accepted.
struct InvalidPhrase {
    Template title;
    Template text;
    intake::Type type = intake::Type::other;
    Fate fate = Fate::declined;
    intake::DeclineReason reason = intake::DeclineReason::clue_too_vague;
    bool names_a_place = false;
};

/// Characters and endings of names.
struct NameParts {
    std::vector<std::string> first;
    std::vector<std::string> second;
    std::vector<std::string> firm_first;
    std::vector<std::string> firm_second;
    std::vector<std::string> surnames;
    std::vector<std::string> town;
    std::vector<std::string> road;
    std::vector<std::string> home;
    std::vector<std::string> village;
    std::vector<std::string> county;
    std::vector<std::string> firm;
    std::map<std::string, std::string, std::less<>> alike; ///< a character, and one heard for it
};

struct EnglishPhrases {
    List titles;
    List open;
    List where;
    List more;
    List want;
    std::map<intake::Type, List> what;
};

struct Bank {
    NameParts names;
    std::vector<std::pair<std::string, std::string>> typos; ///< right, wrong
    std::vector<List> words;                                ///< drawn anew for every sentence
    std::vector<List> facts; ///< all reports of a problem agree in them
    List call_open;
    List letter_open;
    List history;
    List want;
    List detail;
    List since; ///< one template, of the fact
    List title; ///< for whatever it is
    std::map<intake::Type, List> harm;
    EnglishPhrases english;
    std::vector<Scene> scenes;
    std::vector<Scene> urgent;
    std::vector<Scene> stop;
    std::vector<InvalidPhrase> invalid;
    std::size_t decks = 0;
    std::size_t besides = 0; ///< places of three lists among `words`
    std::size_t so = 0;
    std::size_t before = 0;

    /// The built-in bank. Threads: any.
    [[nodiscard]] static Bank const& built_in();

    /// Precondition: `toml` is a sound bank, as the built-in one is by its test.
    [[nodiscard]] static Bank parse(std::string_view toml);
};

} // namespace ducha::simulation
