// Acts by name: the one way from JSON to a command. Included by .cpp files only.
#pragma once

#include "platform/json/schema.h"

#include "domain/guard/room.h"

namespace ducha::guard {

/// Reads a command of type `Act` and hands it to `make(log, act)`.
template <class Act, class Make>
[[nodiscard]] ActReader reads(Make make)
{
    return {
        .read = [make](LogId log, std::string_view json) -> Result<Command> {
            auto act = json::read_command<Act>(json);
            if (!act) {
                return std::unexpected{std::move(act.error())};
            }
            return make(log, std::move(*act));
        },
        .schema = json::schema_of<Act>,
    };
}

} // namespace ducha::guard
