// Attempts to prove who one is: counted before they are judged, so that many at once gain nothing.
#pragma once

#include "domain/staff/entrance.h"

namespace ducha::staff {

/// One attempt, on a login and from somewhere. Where the login was proved before, in the last
/// thirty days, its attempts are counted apart: strangers who try it from elsewhere do not keep
/// its owner waiting.
class Attempt {
public:
    /// login   as it was tried; may be nobody's
    Attempt(Entrance const& entrance, std::string_view login, std::string_view from);

    /// Counts it as failed until `succeeded` says otherwise.
    /// refuses   one that comes too early; it is not counted
    [[nodiscard]] Result<void> begin() const;

    /// Forgets all attempts on the login, and of those from where it came this one: an attacker
    /// who has an account does not free himself with it. In the caller's transaction.
    void succeeded() const;

private:
    Entrance const& entrance_;
    Hash place_; ///< login and where from together
    Hash login_; ///< on which it counts: the place, if it is proven, else the login
    Hash from_;
};

/// Forgets the attempts on a login from where it was never proved. In the caller's transaction.
void forget_attempts(Entrance const& entrance, std::string_view login);

/// Forgets what is too long ago to count.
/// cost   a commit
void forget_old_attempts(Entrance const& entrance);

/// How long after the last of so many failures in a row the next attempt may come.
/// free   failures that cost nothing: people mistype
[[nodiscard]] std::int64_t delay_seconds(std::int64_t failures, std::int64_t free);

inline constexpr std::int64_t free_on_a_login = 5;

/// A whole office may come from one network.
inline constexpr std::int64_t free_from_a_place = 30;

} // namespace ducha::staff
