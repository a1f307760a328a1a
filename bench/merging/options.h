// What the programs of this bench share: their options, and models from files.
#pragma once

#include "engines/neardup/model.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ducha::bench {

/// `--name value` pairs.
class Options {
public:
    /// first   the place of the first option in `arguments`
    Options(int count, char** arguments, int first);

    [[nodiscard]] bool has(std::string const& name) const { return values_.contains(name); }
    [[nodiscard]] std::string text(std::string const& name) const;
    [[nodiscard]] std::int64_t whole(std::string const& name, std::int64_t otherwise) const;
    [[nodiscard]] double number(std::string const& name, double otherwise) const;

private:
    std::map<std::string, std::string> values_;
};

/// The model of `--model FILE`, or the built-in one; nothing, with a message, where the file is
/// none.
[[nodiscard]] std::optional<neardup::Model> model_of(Options const& options);

} // namespace ducha::bench
