// Trouble: the outside world fails. Thrown only in platform, caught at three borders: request,
// job, main.
#pragma once

#include "base/code.h"

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
        conflict,    ///< another transaction was in the way: the whole group runs again
        interrupted, ///< somebody asked the program to end
    };

    /// what   one English sentence that names the file, query or host
    Trouble(Kind kind, std::string const& what) : std::runtime_error{what}, kind_{kind} {}

    [[nodiscard]] Kind kind() const noexcept { return kind_; }

private:
    Kind kind_;
};

template <>
struct Codes<Trouble::Kind> {
    using Kind = Trouble::Kind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::disk_full, "disk_full", "磁盘已满", "the disk is full"},
        {Kind::io, "io", "读写失败", "reading or writing failed"},
        {Kind::database, "database", "数据库故障", "the database is not as it should be"},
        {Kind::network, "network", "网络故障", "the network failed"},
        {Kind::configuration, "configuration", "配置有误", "the set-up is wrong"},
        {Kind::conflict, "conflict", "与他人的写入冲突", "somebody else was writing"},
        {Kind::interrupted, "interrupted", "已中断", "interrupted"},
    };
};

} // namespace ducha
