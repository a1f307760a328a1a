// Checksums of large files.
#include "base/checksum.h"

#include "base/invariant.h"

#include <xxhash.h>

namespace ducha {

struct Checksum::State {
    XXH3_state_t* of = XXH3_createState();

    State()
    {
        invariant(of != nullptr, "there is memory for a checksum");
        XXH3_64bits_reset(of);
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State() { XXH3_freeState(of); }
};

Checksum::Checksum() : state_(std::make_unique<State>()) {}

Checksum::~Checksum() = default;

void Checksum::add(std::span<std::byte const> bytes)
{
    XXH3_64bits_update(state_->of, bytes.data(), bytes.size());
}

std::uint64_t Checksum::sum() const
{
    return XXH3_64bits_digest(state_->of);
}

std::uint64_t checksum_of(std::span<std::byte const> bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

} // namespace ducha
