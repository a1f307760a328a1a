// How many connections there are, in all and by bucket, and what their bodies take. Inside of http.
#pragma once

#include "platform/http/message.h"
#include "platform/http/server.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ducha::http {

/// threads   safe; a lock a connection, none a request
class Admission {
public:
    Admission(Limits const& limits, std::vector<std::string> trusted_proxies)
        : limits_{limits}, trusted_proxies_{std::move(trusted_proxies)}
    {
    }

    [[nodiscard]] bool trusts(std::string_view address) const;

    /// Counts a connection; false where there are too many, and then it is not counted.
    /// is_trusted   a proxy, which is not counted by bucket
    [[nodiscard]] bool admit(PeerBucket bucket, bool is_trusted);
    void release(PeerBucket bucket, bool is_trusted);

    /// Whether bodies may take `bytes` more; then they are counted.
    [[nodiscard]] bool take_bytes(std::size_t bytes);
    void give_back(std::size_t bytes) { body_bytes_.fetch_sub(bytes, std::memory_order_relaxed); }

private:
    Limits const& limits_;
    std::vector<std::string> trusted_proxies_;
    std::atomic<std::size_t> body_bytes_{0};
    std::mutex counting_;
    std::size_t connections_ = 0;
    std::unordered_map<std::uint64_t, std::size_t> by_bucket_;
};

} // namespace ducha::http
