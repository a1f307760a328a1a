// A generated corpus: chunks made side by side, then merged by time.
#include "bench/merging/generated.h"

#include "base/invariant.h"

#include "platform/trouble.h"

#include "domain/merge/desk.h"

#include "bench/merging/corpus.h"
#include "bench/merging/taken_down.h"
#include "simulation/dice.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <queue>
#include <string>
#include <tuple>
#include <vector>

namespace ducha::bench {
namespace {

using std::filesystem::path;

/// The words of a problem, as hashes; 0: it has none of this kind.
struct Words {
    std::uint64_t enterprise = 0;
    std::uint64_t enterprise_and_place = 0;
    std::uint64_t enterprise_and_county = 0;
    std::uint64_t issue_and_place = 0;
};

struct Chunk {
    std::size_t object = 0;
    std::uint64_t seed = 0;
    std::int64_t reports = 0;
    path file;
    std::vector<Words> problems; ///< once it is made
};

/// What lies here goes when the work ends, well or not.
struct Scratch {
    explicit Scratch(path where) : folder{std::move(where)}
    {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    path folder;
};

simulation::Profile profile_for(simulation::Noise const& noise)
{
    auto profile = simulation::read_profile("second-round-fourth-batch");
    invariant(profile.has_value(), "the built-in profile can be read");
    profile->noise = noise;
    return std::move(*profile);
}

/// One object of a profile with so many reports, all of them valid, and nothing that comes later.
simulation::Profile
one_object(simulation::Profile profile, std::size_t object, std::int64_t reports)
{
    auto chosen = profile.objects[object];
    auto const& whole = chosen.quota;
    chosen.quota = {
        .received = reports,
        .accepted = reports,
        .transferred = simulation::in_proportion(whole.transferred, reports, whole.accepted),
    };
    profile.published = chosen.quota;
    profile.inspection.objects = {profile.inspection.objects[object]};
    profile.objects = {std::move(chosen)};
    return profile;
}

std::vector<Chunk>
planned(CorpusWish const& wish, simulation::Profile const& profile, path const& folder)
{
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
    std::vector<std::int64_t> shares;
    for (auto const& object : profile.objects) {
        shares.push_back(object.quota.accepted);
    }
    auto const rounds = (wish.reports + wish.round_reports - 1) / wish.round_reports;
    std::vector<Chunk> chunks;
    for (std::int64_t round = 0; round < rounds; ++round) {
        auto const reports = wish.reports * (round + 1) / rounds - wish.reports * round / rounds;
        auto const parts = simulation::apportioned(reports, shares);
        for (std::size_t object = 0; object < parts.size(); ++object) {
            if (parts[object] > 0) {
                auto const number = chunks.size();
                chunks.push_back(
                    {.object = object,
                     .seed = wish.seed + (number + 1) * golden,
                     .reports = parts[object],
                     .file = folder / (std::to_string(number) + ".corpus"),
                     .problems = {}}
                );
            }
        }
    }
    return chunks;
}

/// Never 0.
std::uint64_t hash_of(std::initializer_list<std::string_view> words)
{
    constexpr std::uint64_t prime = 0x100000001B3; // FNV-1a
    std::uint64_t hash = 0xCBF29CE484222325;
    for (auto const word : words) {
        for (auto const c : word) {
            hash = (hash ^ static_cast<unsigned char>(c)) * prime;
        }
        hash = (hash ^ 0xFFU) * prime; // stands in no UTF-8
    }
    return hash | 1U;
}

Words words_of(simulation::Problem const& problem, simulation::SimulatedObject const& made)
{
    if (!problem.enterprise) {
        return {.issue_and_place = hash_of({code(problem.types.front()), problem.place})};
    }
    auto const& name = made.enterprises[*problem.enterprise].name;
    return {
        .enterprise = hash_of({name}),
        .enterprise_and_place = hash_of({name, problem.place}),
        .enterprise_and_county = hash_of({name, made.units[problem.unit].name}),
    };
}

void make_chunk(Chunk& chunk, simulation::Profile const& whole, std::atomic<std::int64_t>& done)
{
    auto const profile = one_object(whole, chunk.object, chunk.reports);
    auto const simulated = simulation::generate(profile, chunk.seed);
    auto const& made = simulated.objects.front();
    invariant(std::cmp_equal(made.reports.size(), chunk.reports), "the quota holds");
    inspection::Placed const where{profile.inspection, profile.inspection.objects.front()};
    CorpusWriter writer{chunk.file, made.reports.size()};
    for (auto const& report : made.reports) {
        merge::Reading const reading{taken_down(report, where, 1)};
        auto const document = reading.document();
        writer.add({
            .problem = static_cast<std::uint32_t>(report.problem + 1),
            .occurred = document.occurred,
            .issues = document.issues,
            .longitude = report.longitude,
            .latitude = report.latitude,
            .text = document.text,
            .place = document.place,
            .enterprise = document.enterprise,
        });
        done.fetch_add(1, std::memory_order_relaxed);
    }
    writer.finish();
    for (auto const& problem : made.problems) {
        chunk.problems.push_back(words_of(problem, made));
    }
}

/// Each thread takes the next chunk until there is none.
void make_chunks(
    std::vector<Chunk>& chunks,
    simulation::Profile const& profile,
    unsigned threads,
    StepsDone const& told
)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<std::int64_t> done = 0;
    std::vector<std::future<void>> working;
    for (unsigned i = 0; i < threads; ++i) {
        working.push_back(std::async(std::launch::async, [&] {
            for (auto at = next++; at < chunks.size(); at = next++) {
                make_chunk(chunks[at], profile, done);
            }
        }));
    }
    for (auto& one : working) {
        while (one.wait_for(std::chrono::milliseconds{100}) != std::future_status::ready) {
            told(done.exchange(0));
        }
    }
    told(done.exchange(0));
    for (auto& one : working) {
        one.get();
    }
}

/// By time, then chunk, then position.
void merge_chunks(
    std::vector<Chunk> const& chunks, std::int64_t reports, path const& to, StepsDone const& told
)
{
    struct Source {
        Corpus corpus;
        std::uint32_t first_problem = 0;
        std::size_t next = 0;
    };
    using Head = std::tuple<Instant, std::size_t>;
    std::vector<Source> sources;
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    std::uint32_t problems = 0;
    for (auto const& chunk : chunks) {
        auto corpus = Corpus::open(chunk.file);
        if (!corpus) {
            throw Trouble{Trouble::Kind::io, corpus.error()};
        }
        heads.emplace(corpus->at(0).occurred, sources.size());
        sources.push_back({.corpus = std::move(*corpus), .first_problem = problems});
        problems += static_cast<std::uint32_t>(chunk.problems.size());
    }
    constexpr std::int64_t step = 4096;
    CorpusWriter writer{to, static_cast<std::size_t>(reports)};
    for (std::int64_t written = 1; !heads.empty(); ++written) {
        auto const at = std::get<1>(heads.top());
        heads.pop();
        auto& source = sources[at];
        auto report = source.corpus.at(source.next++);
        report.problem += source.first_problem;
        writer.add(report);
        if (source.next < source.corpus.size()) {
            heads.emplace(source.corpus.at(source.next).occurred, at);
        }
        if (written % step == 0) {
            told(step);
        }
    }
    told(reports % step);
    writer.finish();
}

Twins twins(std::vector<Chunk> const& chunks, std::uint64_t Words::* kind)
{
    std::vector<std::pair<std::uint64_t, std::size_t>> all; // words, chunk
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        for (auto const& words : chunks[i].problems) {
            if (words.*kind != 0) {
                all.emplace_back(words.*kind, i);
            }
        }
    }
    std::ranges::sort(all);
    Twins found{.of = static_cast<std::int64_t>(all.size())};
    for (auto begin = all.begin(); begin != all.end();) {
        auto const end = std::find_if(begin, all.end(), [&](auto const& other) {
            return other.first != begin->first;
        });
        found.across += begin->second != std::prev(end)->second ? end - begin : 0;
        for (auto one = begin; one != end;) {
            auto const next = std::find_if(one, end, [&](auto const& other) {
                return other.second != one->second;
            });
            found.in_chunk += next - one > 1 ? next - one : 0;
            one = next;
        }
        begin = end;
    }
    return found;
}

} // namespace

CorpusMade make_corpus(CorpusWish const& wish, path const& path, StepsDone const& done)
{
    invariant(wish.reports > 0 && wish.round_reports > 0, "a corpus has reports");
    StepsDone const told = done ? done : [](std::int64_t) {};
    Scratch const scratch{path.string() + ".chunks"};
    auto const profile = profile_for(wish.noise);
    auto chunks = planned(wish, profile, scratch.folder);
    make_chunks(chunks, profile, std::max(wish.threads, 1U), told);
    auto const unfinished = scratch.folder / "whole";
    merge_chunks(chunks, wish.reports, unfinished, told);
    std::filesystem::rename(unfinished, path);
    CorpusMade made{
        .reports = wish.reports,
        .chunks = static_cast<std::int64_t>(chunks.size()),
        .by_enterprise = twins(chunks, &Words::enterprise),
        .by_enterprise_and_place = twins(chunks, &Words::enterprise_and_place),
        .by_enterprise_and_county = twins(chunks, &Words::enterprise_and_county),
        .by_issue_and_place = twins(chunks, &Words::issue_and_place),
    };
    for (auto const& chunk : chunks) {
        made.problems += static_cast<std::int64_t>(chunk.problems.size());
    }
    return made;
}

} // namespace ducha::bench
