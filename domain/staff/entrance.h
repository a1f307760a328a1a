// The way in for people at a screen and for programs: who is it, and until when.
//
// A session is a random token in the hands of whoever signed in; here lies its digest. It locks
// itself when nobody has used it for a while, keeps what was on the screen, and opens again with
// the password; it ends for good twelve hours after it began. That of a screen on a wall, which has
// nothing to lock away and nobody to open it, does not lock, and ends after eight days. An API key
// is such a token for a program, with an end of its own and some of its owner's roles.
//
// Every wrong answer is the same refusal after the same time, so that trying tells nobody who
// works here. Wrong attempts are counted by login and by where they come from, and each further
// one has to wait longer, five minutes at most. Whoever signed in from there before does not wait
// for what strangers try elsewhere: nobody can lock anybody out.
//
// Source: NIST SP 800-63B 5.2.2, 7.2; OWASP ASVS 5.0 V6, V7.
#pragma once

#include "platform/identity/password.h"

#include "domain/staff/staff.h"

namespace ducha {
class Clock;
}

namespace ducha::staff {

/// How long what lasts. All at least 1.
struct Limits {
    std::int64_t idle_minutes = 15;  ///< unused so long, a session locks itself
    std::int64_t session_hours = 12; ///< so long after it began, a session is over
    std::int64_t wall_days = 8; ///< as above, of a screen on a wall: a week, and a day to come by
    std::int64_t formal_minutes = 5; ///< a formal act asks who it is where that is longer ago
    identity::PasswordCost cost;     ///< of hashes made from now on
};

/// What the entrance needs of the outside. One thread uses it at a time; several processes may
/// have one on the same database.
struct Entrance {
    db::Connection& connection; ///< outside a transaction
    Clock& clock;
    Random& random;
    Hash key; ///< of the key folder: hides logins that were tried, seals one-time secrets
    Limits limits;
};

/// Who acts, as far as it was proved.
struct Who {
    PersonId person;
    std::string pseudonym;                ///< as the ledger records it
    std::vector<Grant> grants;            ///< of a key: those of its owner that it may use
    std::optional<Instant> authenticated; ///< when a password proved it last; none for a key
};

/// Whether these are the grants of a screen on a wall: of that role, and of no other.
[[nodiscard]] bool is_wall(std::vector<Grant> const& grants);

/// Whether a formal act may go on without asking for the password again.
[[nodiscard]] bool is_fresh(Who const& who, Limits const& limits, Instant now);

enum class EntranceRefusal {
    not_let_in,
    wait,
    session_over,
    session_locked,
    no_such_key,
};

/// By what somebody proves who it is.
struct Proof {
    identity::Secret const& password;
    std::string_view code; ///< of the authenticator; only asked of who has one
    std::string_view from; ///< a name of the network it comes from; only a keyed hash is kept
};

struct SignedIn {
    identity::Secret token; ///< for the cookie; nowhere else
    Who who;
};

/// Opens a session.
///
/// login     in any case, blanks around it are taken off
/// refuses   `staff.not_let_in`: no such login, no password set, suspended, wrong password, or a
///           one-time code that is missing, wrong or used, all alike. `staff.wait` with the seconds
///           as expected: an attempt that comes too early; it is neither tried nor counted
/// throws    Trouble
/// cost      that of one password hash, and two commits
[[nodiscard]] Result<SignedIn>
sign_in(Entrance const& entrance, std::string_view login, Proof const& proof);

/// Whose session it is. Using it keeps it from locking.
///
/// refuses   `staff.session_over`: unknown, ended, twelve hours old (of a wall: eight days), or of
///           somebody who may not work any more; `staff.session_locked`: see `unlock`
/// cost      two or three look-ups; a commit once a minute, so a session may lock itself up to a
///           minute early
[[nodiscard]] Result<Who> session_of(Entrance const& entrance, identity::Secret const& token);

/// What `session_of` says, and what it would write.
struct SessionLook {
    Result<Who> who;
    bool is_to_be_noted = false; ///< that it is used, or that it has locked itself
};

/// The same without writing, so that it can be asked in a moment that only reads. Where something
/// is to be noted, ask `session_of` once that moment is over.
[[nodiscard]] SessionLook look_at_session(Entrance const& entrance, identity::Secret const& token);

/// Locks a session, as somebody does who leaves the desk. Harmless for one that is over.
void lock(Entrance const& entrance, identity::Secret const& token);

/// Proves again who it is: opens a locked session, and before a formal act renews the proof of an
/// open one.
///
/// refuses   as `session_of` a session that is over, as `sign_in` a wrong proof
[[nodiscard]] Result<Who>
unlock(Entrance const& entrance, identity::Secret const& token, Proof const& proof);

/// Ends a session. Harmless for one that is over.
void sign_out(Entrance const& entrance, identity::Secret const& token);

/// What every API key begins with.
inline constexpr std::string_view key_prefix = "ducha_";

/// Whose API key it is. No key is ever proof enough for a formal act.
///
/// refuses   `staff.no_such_key`: unknown, revoked, expired, or of somebody who may not work
/// cost      two look-ups
[[nodiscard]] Result<Who> key_of(Entrance const& entrance, identity::Secret const& token);

} // namespace ducha::staff
