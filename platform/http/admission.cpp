// How many connections there are, in all and by bucket, and what their bodies take.
#include "platform/http/admission.h"

#include <algorithm>

namespace ducha::http {

bool Admission::trusts(std::string_view address) const
{
    return std::ranges::find(trusted_proxies_, address) != trusted_proxies_.end();
}

bool Admission::admit(PeerBucket bucket, bool is_trusted)
{
    std::scoped_lock const alone{counting_};
    if (connections_ >= limits_.most_connections) {
        return false;
    }
    if (!is_trusted) {
        auto& count = by_bucket_[bucket.key()];
        if (count >= limits_.most_connections_of_bucket) {
            return false;
        }
        ++count;
    }
    ++connections_;
    return true;
}

void Admission::release(PeerBucket bucket, bool is_trusted)
{
    std::scoped_lock const alone{counting_};
    --connections_;
    if (is_trusted) {
        return;
    }
    auto const found = by_bucket_.find(bucket.key());
    if (found != by_bucket_.end() && --found->second == 0) {
        by_bucket_.erase(found);
    }
}

bool Admission::take_bytes(std::size_t bytes)
{
    auto const before = body_bytes_.fetch_add(bytes, std::memory_order_relaxed);
    if (before + bytes <= limits_.most_bodies_bytes) {
        return true;
    }
    give_back(bytes);
    return false;
}

} // namespace ducha::http
