// The one who writes: commands of many people at once, recorded in groups.
//
// What waits while one group is being made durable goes into the next one together, so that twenty
// reports that arrive at once cost one or two syncs and not twenty. Source: DeWitt et al. 1984
// (group commit).
#pragma once

#include "domain/guard/room.h"

#include "app/pipeline.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace ducha::metrics {
class Counter;
class Histogram;
class Registry;
} // namespace ducha::metrics

namespace ducha::app::serve {

/// threads   `run` by any; what it calls is called on the recorder's own thread
class Recorder {
public:
    /// Told after each command that recorded something.
    using Heard = std::function<void(guard::Command const&, Done const&)>;

    /// pipeline   used by the recorder alone from now on; outlives it
    Recorder(Pipeline& pipeline, metrics::Registry& registry, Heard heard);
    Recorder(Recorder const&) = delete;
    Recorder& operator=(Recorder const&) = delete;
    /// Records what waits, then ends.
    ~Recorder();

    /// Waits until the command is durable, refused, or in trouble.
    ///
    /// throws   Trouble, of this command: a group that met trouble is run one by one
    [[nodiscard]] Result<Done> run(guard::Command command);

    /// The same for several, in their order; each stands for itself.
    [[nodiscard]] std::vector<Result<Done>> run(std::vector<guard::Command> commands);

private:
    /// Who waits; woken alone, when all of theirs is done, and without a lock that others want.
    struct Caller {
        std::size_t left = 0; ///< of their commands; counted down by the recorder
        std::promise<void> done{};
    };
    struct Waiting {
        guard::Command command;
        std::shared_ptr<Caller> caller; ///< outlives the one who is woken
        std::optional<Result<Done>> result{};
        std::exception_ptr trouble{};
    };

    void work();
    void record(std::vector<Waiting*> const& group);
    void record_alone(Waiting& one);
    void wait_for(std::vector<Waiting>& mine);

    Pipeline& pipeline_;
    Heard heard_;
    metrics::Counter& groups_;
    metrics::Counter& commands_;
    metrics::Histogram& taken_;
    std::mutex changing_;
    std::condition_variable came_;
    std::deque<Waiting*> waiting_;
    bool is_ending_ = false;
    std::thread thread_;
};

} // namespace ducha::app::serve
