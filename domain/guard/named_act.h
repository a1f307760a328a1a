// Acts by name: the one way from JSON to a command. Included by .cpp files only.
#pragma once

#include "platform/json/record.h"

#include "domain/guard/room.h"

namespace ducha::guard {

/// Reads a command of type `Act` and hands it to `make(log, act)`.
template <class Act, class Make>
[[nodiscard]] std::function<Result<Command>(LogId, std::string_view)> reads(Make make)
{
    return [make](LogId log, std::string_view json) -> Result<Command> {
        auto act = json::read_command<Act>(json);
        if (!act) {
            return std::unexpected{std::move(act.error())};
        }
        return make(log, std::move(*act));
    };
}

} // namespace ducha::guard
