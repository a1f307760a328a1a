// 人员: who works in the office, and which roles each of them was given.
//
// What is formal is recorded in the office's log, without names: a person is a number and a
// pseudonym there. Login and name are words, which can be erased. What is secret (credentials.h)
// is no event at all. What roles allow is the policy's: here a role is a code, and so one that was
// given under an earlier table can still be read.
#pragma once

#include "domain/inspection/inspection.h"

namespace ducha::staff {

/// A person is named by the position of the event that admitted them, in the office's log.
using PersonId = Strong<struct PersonIdTag>;

/// Where a role holds. Each part narrows the one before it; an empty part is all that lies below.
struct Scope {
    std::string inspection; ///< its id
    std::string object;     ///< code of an object of that inspection
    std::string unit;       ///< a division below the object (GB/T 2260), or a unit of the group

    bool operator==(Scope const&) const = default;
};

struct Grant {
    std::string role; ///< a code of identity::Role
    Scope scope;

    bool operator==(Grant const&) const = default;
};

enum class SuspensionGround { left_office, misuse_suspected, own_wish, other };

struct Person {
    PersonId id;
    std::string pseudonym; ///< as the ledger records it; drawn, so that no key leads to the name
    std::string login;     ///< empty once it is erased; then nobody signs in as this person
    std::string name;      ///< empty once it is erased
    std::optional<SuspensionGround> suspended; ///< none: may work
    Instant admitted;
    std::vector<Grant> grants; ///< in the order of their codes
};

// --- events, all in the office's log ----------------------------------------------------------

struct PersonAdmitted {
    static constexpr ledger::EventType type{"person_admitted", 1};

    std::string pseudonym;
    std::string login; ///< a word
    std::string name;  ///< a word
};

struct RoleGranted {
    static constexpr ledger::EventType type{"role_granted", 1};

    PersonId person;
    Grant grant;
};

struct RoleRevoked {
    static constexpr ledger::EventType type{"role_revoked", 1};

    PersonId person;
    Grant grant;
};

/// Ends the person's sessions and API keys; they stay ended when the person is reinstated.
struct PersonSuspended {
    static constexpr ledger::EventType type{"person_suspended", 1};

    PersonId person;
    SuspensionGround ground = SuspensionGround::other;
};

struct PersonReinstated {
    static constexpr ledger::EventType type{"person_reinstated", 1};

    PersonId person;
};

// --- acts -------------------------------------------------------------------------------------

struct AdmitPerson {
    std::string login; ///< 2 to 32 of a-z, 0-9, `.`, `_`, `-`, the first a letter; one person's
    std::string name;  ///< 1 to 60 characters
    std::vector<Grant> grants; ///< the first roles; may be empty
};

struct GrantRole {
    PersonId person;
    Grant grant;
};

struct RevokeRole {
    PersonId person;
    Grant grant;
};

struct SuspendPerson {
    PersonId person;
    SuspensionGround ground = SuspensionGround::other;
};

struct ReinstatePerson {
    PersonId person;
};

enum class StaffRefusal {
    bad_login,
    bad_name,
    login_taken,
    no_such_person,
    erased,
    suspended,
    bad_role,
    scope_with_a_gap,
    no_such_inspection,
    no_such_object,
    no_such_unit,
    no_such_grant,
};

/// Whether a login may be given.
[[nodiscard]] Result<void> check_login(std::string_view login);

/// Whether a role may be given for this scope.
///
/// all       the inspections of the office, with their objects
/// refuses   a role that is not given to people (identity::given_to_people); an object without its
/// inspection or a unit without its
///           object; what is not in `all`, nor below the object
[[nodiscard]] Result<void>
check_grant(Grant const& grant, std::vector<inspection::Inspection> const& all);

/// What a decision about one person looks at; no person: there is none of this number.
struct PersonView {
    std::optional<Person> person;
    std::vector<inspection::Inspection> inspections;
};

/// Each of these returns the event, or nothing where it would change nothing.
[[nodiscard]] Result<std::optional<RoleGranted>>
decide(GrantRole const& act, PersonView const& view);
[[nodiscard]] Result<std::optional<RoleRevoked>>
decide(RevokeRole const& act, PersonView const& view);
[[nodiscard]] Result<std::optional<PersonSuspended>>
decide(SuspendPerson const& act, PersonView const& view);
[[nodiscard]] Result<std::optional<PersonReinstated>>
decide(ReinstatePerson const& act, PersonView const& view);

/// The first event of the act names the person.
[[nodiscard]] guard::Command admit(AdmitPerson act);
[[nodiscard]] guard::Command grant(GrantRole act);
[[nodiscard]] guard::Command revoke(RevokeRole act);
[[nodiscard]] guard::Command suspend(SuspendPerson act);
[[nodiscard]] guard::Command reinstate(ReinstatePerson act);

// --- reading ----------------------------------------------------------------------------------

struct ReadStaff {
    static constexpr std::string_view code = "read_staff";
};
using MayReadStaff = identity::Authorized<ReadStaff, LogId>;

/// Everybody who was ever admitted, in that order.
[[nodiscard]] std::vector<Person> load_all(db::Connection& connection, MayReadStaff const& may);

[[nodiscard]] std::optional<Person>
load(db::Connection& connection, MayReadStaff const& may, PersonId id);

/// refuses   a login that nobody has
[[nodiscard]] Result<Person>
find(db::Connection& connection, MayReadStaff const& may, std::string_view login);

[[nodiscard]] guard::Facts guard_facts(PersonAdmitted const& event);
[[nodiscard]] guard::Facts guard_facts(RoleGranted const& event);
[[nodiscard]] guard::Facts guard_facts(RoleRevoked const& event);
[[nodiscard]] guard::Facts guard_facts(PersonSuspended const& event);
[[nodiscard]] guard::Facts guard_facts(PersonReinstated const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::staff

template <>
struct ducha::Codes<ducha::staff::SuspensionGround> {
    using Ground = staff::SuspensionGround;
    static constexpr CodeRow<Ground> table[] = {
        {Ground::left_office, "left_office", "离任", "left the office"},
        {Ground::misuse_suspected, "misuse_suspected", "疑似违规使用", "misuse is suspected"},
        {Ground::own_wish, "own_wish", "本人要求", "own wish"},
        {Ground::other, "other", "其他", "other"},
    };
};
