// Trouble: the outside world fails. Thrown only in platform, caught at three borders: request,
// job, main.
#pragma once

#include <stdexcept>
#include <string>

namespace ducha {

class Trouble : public std::runtime_error {
public:
    enum class Kind {
        disk_full,
        io,
        database,
        network,
        configuration,
        conflict, ///< another transaction was in the way: the whole group runs again
    };

    /// what   one English sentence that names the file, query or host
    Trouble(Kind kind, std::string const& what) : std::runtime_error{what}, kind_{kind} {}

    [[nodiscard]] Kind kind() const noexcept { return kind_; }

private:
    Kind kind_;
};

} // namespace ducha
