// A reader of a file as a list of keys and not of checks.
#pragma once

#include "base/refusal.h"

#include <optional>
#include <utility>

namespace ducha::config {

/// Takes values one after the other and remembers the first refusal. What was refused is taken as
/// its type's default, so that the reading goes on.
class FirstRefusal {
public:
    template <class T>
    T take(Result<T> value)
    {
        if (!value) {
            complain(std::move(value.error()));
            return T{};
        }
        return std::move(*value);
    }

    void complain(Refusal refusal)
    {
        if (!refusal_) {
            refusal_ = std::move(refusal);
        }
    }

    [[nodiscard]] std::optional<Refusal> const& refusal() const { return refusal_; }

private:
    std::optional<Refusal> refusal_;
};

} // namespace ducha::config
