// The HTTP/1.1 server: its threads, its beginning and its end.
#include "platform/http/server.h"

#include "platform/http/network_thread.h"
#include "platform/http/service.h"
#include "platform/random/random.h"

#include <condition_variable>
#include <limits>
#include <mutex>

namespace ducha::http {

class Server::Running {
public:
    Running(Router router, Options options, Ports ports)
        : service_{std::move(router), std::move(options), ports}
    {
        service_.thread_emptied = [this] {
            std::scoped_lock const alone{changing_};
            ++emptied_;
            changed_.notify_all();
        };
    }

    void start();
    bool stop(std::chrono::milliseconds most);
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::chrono::milliseconds stop_time() const { return service_.options.stop_time; }

private:
    enum class State { made, serving, stopping, stopped };

    void end();

    Service service_;
    std::vector<std::unique_ptr<NetworkThread>> threads_;
    std::uint16_t port_ = 0;
    std::mutex changing_;
    std::condition_variable changed_;
    State state_ = State::made;
    std::size_t emptied_ = 0;
    bool must_cut_ = false;
};

void Server::Running::start()
{
    port_ = service_.options.port;
    for (auto i = 0; i < service_.options.network_threads; ++i) {
        auto const seed = service_.ports.random.below(std::numeric_limits<std::int64_t>::max());
        auto thread = std::make_unique<NetworkThread>(service_, seed, i == 0);
        port_ = thread->listen(service_.options.address, port_);
        threads_.push_back(std::move(thread));
    }
    service_.workers.start();
    for (auto const& thread : threads_) {
        thread->start();
    }
    state_ = State::serving;
}

bool Server::Running::stop(std::chrono::milliseconds most)
{
    std::unique_lock alone{changing_};
    if (state_ == State::stopping) {
        must_cut_ = true;
        changed_.notify_all();
        changed_.wait(alone, [this] { return state_ == State::stopped; });
        return false;
    }
    if (state_ != State::serving) {
        return true;
    }
    state_ = State::stopping;
    service_.is_stopping = true;
    alone.unlock();
    for (auto const& thread : threads_) {
        thread->begin_stop();
    }
    alone.lock();
    changed_.wait_for(alone, most, [this] { return must_cut_ || emptied_ == threads_.size(); });
    auto const is_whole = emptied_ == threads_.size();
    alone.unlock();
    end();
    alone.lock();
    state_ = State::stopped;
    changed_.notify_all();
    return is_whole;
}

void Server::Running::end()
{
    for (auto const& thread : threads_) {
        thread->cut();
    }
    for (auto const& thread : threads_) {
        thread->join();
    }
    service_.workers.stop();
}

Server::Server(Router router, Options options, Ports ports)
    : running_{std::make_unique<Running>(std::move(router), std::move(options), ports)}
{
}

Server::~Server()
{
    running_->stop(std::chrono::milliseconds{0});
}

void Server::start()
{
    running_->start();
}

std::uint16_t Server::port() const
{
    return running_->port();
}

bool Server::stop()
{
    return running_->stop(running_->stop_time());
}

} // namespace ducha::http
