// Attachments: what was added is there, what was removed is destroyed, and neither goes unseen.
#include "platform/sealed/sealed_file.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"
#include "domain/guard/erasure.h"

#include "app/keys.h"
#include "tests/journeys/test_office.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <fstream>

namespace ducha::tests {
namespace {

namespace fs = std::filesystem;
using attachment::Attachment;
using attachment::AttachmentId;
using attachment::Look;
using attachment::RemovalGround;

/// A PDF of its own for each mark.
Bytes pdf(std::string const& mark)
{
    auto const text = "%PDF-1.7\n% " + mark + "\n%%EOF\n";
    return {text.begin(), text.end()};
}

class Attachments : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};
    blob::Store store = test.office().blobs();

    void SetUp() override
    {
        receive(test, {report(1, "模拟举报：河水发黑"), report(2, "模拟举报：夜里冒烟")});
    }
    Result<app::Done> add(ReportId report, std::string const& mark, bool original = false)
    {
        return test.run(attachment::add(
            test.log(),
            {.report = report, .name = mark + ".pdf", .content = pdf(mark), .original = original},
            store
        ));
    }
    std::string refusal_of(Result<app::Done> const& done)
    {
        return done ? "passed" : done.error().code;
    }
    Result<app::Done> remove(AttachmentId id)
    {
        return test.run(attachment::remove(test.log(), {id, RemovalGround::reporter_asked}));
    }
    std::vector<Attachment> of(ReportId report)
    {
        return attachment::attachments_of(
            test.office().connection(), test.may<attachment::ReadAttachments>(), report
        );
    }
    Result<Bytes> read(Attachment const& one)
    {
        return attachment::read(store, test.may<attachment::ReadAttachments>(), one);
    }
    fs::path file_of(Attachment const& one) { return store.path_of(test.log(), one.blob); }
    std::size_t files() { return store.list(test.log()).size(); }
    std::vector<std::string> problems(Look look = Look::contents)
    {
        std::vector<std::string> all;
        for (auto const& finding :
             attachment::check(test.office().connection(), test.log(), store, look)) {
            all.push_back(std::to_string(finding.seq) + ": " + finding.problem.en);
        }
        return all;
    }
    void expect_sound()
    {
        EXPECT_EQ(problems(), std::vector<std::string>{});
        EXPECT_TRUE(test.verify().empty());
        EXPECT_TRUE(test.check_rows().empty());
        EXPECT_TRUE(test.conservation().empty());
    }
};

TEST_P(Attachments, OfAReportAreListedAndReadBack)
{
    ASSERT_TRUE(add(ReportId{0}, "photo"));
    ASSERT_TRUE(add(ReportId{0}, "scan", true));
    auto const all = of(ReportId{0});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].name, "photo.pdf");
    EXPECT_EQ(all[0].kind, document::Kind::pdf);
    EXPECT_EQ(read(all[0]), pdf("photo"));
    EXPECT_EQ(read(all[1]).error().code, "attachment.sealed");
    EXPECT_TRUE(of(ReportId{1}).empty());
    expect_sound();
}

// Who reported is known to nobody who does not need it: neither file nor database names them.
TEST_P(Attachments, AnOriginalIsSealedWithItsName)
{
    ASSERT_TRUE(add(ReportId{0}, "letter of SECRETPERSON", true));
    auto const one = of(ReportId{0}).front();
    EXPECT_EQ(one.name, "");
    auto const stored = store.read(test.log(), one.blob);
    EXPECT_FALSE(text_of(stored).contains("SECRETPERSON"));
    auto const vault = app::read_vault_key(test.address().keys);
    auto const opened = sealed::open_file(stored, vault);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->name, "letter of SECRETPERSON.pdf");
    EXPECT_EQ(opened->content, pdf("letter of SECRETPERSON"));
}

TEST_P(Attachments, TheNameOfAWorkingCopyLosesIdentifiers)
{
    ASSERT_TRUE(add(ReportId{0}, "来电13812345678"));
    EXPECT_EQ(of(ReportId{0}).front().name, "来电【电话】.pdf");
}

TEST_P(Attachments, TheSameFileTwiceAddsNothing)
{
    for (bool const original : {false, true}) {
        ASSERT_TRUE(add(ReportId{0}, "photo", original));
        auto const again = add(ReportId{0}, "photo", original);
        ASSERT_TRUE(again);
        EXPECT_TRUE(again->events.empty());
    }
    EXPECT_EQ(of(ReportId{0}).size(), 2U);
    EXPECT_EQ(files(), 2U);
}

TEST_P(Attachments, WhatIsNoDocumentOrHasNoReportLeavesNothing)
{
    auto command = attachment::AddAttachment{.report = ReportId{0}, .name = "a", .content = {'x'}};
    EXPECT_EQ(
        refusal_of(test.run(attachment::add(test.log(), command, store))), "document.unknown_kind"
    );
    EXPECT_EQ(refusal_of(add(ReportId{9}, "a")), "attachment.no_such_report");
    for (int number = 0; number < 10; ++number) {
        ASSERT_TRUE(add(ReportId{0}, std::to_string(number)));
    }
    EXPECT_EQ(refusal_of(add(ReportId{0}, "one more")), "attachment.too_many_files");
    EXPECT_EQ(files(), 10U);
    expect_sound();
}

TEST_P(Attachments, ThatAreRemovedAreDestroyedAndSaidToBe)
{
    ASSERT_TRUE(add(ReportId{0}, "photo"));
    auto const one = of(ReportId{0}).front();
    ASSERT_TRUE(remove(one.id));
    EXPECT_FALSE(fs::exists(file_of(one)));
    auto const gone = of(ReportId{0}).front();
    EXPECT_TRUE(gone.removed);
    EXPECT_EQ(gone.name, "");
    EXPECT_EQ(read(gone).error().code, "attachment.already_removed");
    EXPECT_EQ(refusal_of(remove(one.id)), "attachment.already_removed");
    EXPECT_EQ(refusal_of(remove(AttachmentId{0})), "attachment.no_such_attachment");
    expect_sound();
    ASSERT_TRUE(add(ReportId{0}, "photo"));
    expect_sound();
}

TEST_P(Attachments, AFileThatAnotherReportHasTooStaysUntilBothAreRemoved)
{
    ASSERT_TRUE(add(ReportId{0}, "photo"));
    ASSERT_TRUE(add(ReportId{1}, "photo"));
    EXPECT_EQ(files(), 1U);
    ASSERT_TRUE(remove(of(ReportId{0}).front().id));
    EXPECT_EQ(read(of(ReportId{1}).front()), pdf("photo"));
    expect_sound();
    ASSERT_TRUE(remove(of(ReportId{1}).front().id));
    EXPECT_EQ(files(), 0U);
    expect_sound();
}

TEST_P(Attachments, GoWithTheWordsOfTheirReport)
{
    ASSERT_TRUE(add(ReportId{0}, "photo"));
    ASSERT_TRUE(add(ReportId{0}, "scan", true));
    ASSERT_TRUE(add(ReportId{1}, "other"));
    using enum guard::ErasureGround;
    ASSERT_TRUE(test.run(guard::erase_words(test.log(), {Seq{0}, reporter_asked})));
    EXPECT_EQ(files(), 1U);
    EXPECT_TRUE(of(ReportId{0})[0].removed && of(ReportId{0})[1].removed);
    EXPECT_FALSE(of(ReportId{1})[0].removed);
    expect_sound();
    auto const name = Seq{of(ReportId{1})[0].id.get()};
    ASSERT_TRUE(test.run(guard::erase_words(test.log(), {name, reporter_asked})));
    EXPECT_EQ(of(ReportId{1})[0].name, "");
    EXPECT_TRUE(remove(of(ReportId{1})[0].id));
    EXPECT_EQ(files(), 0U);
    expect_sound();
}

// clause L21-14
TEST_P(Attachments, ThatAreMissingDamagedOrReplacedAreFound)
{
    ASSERT_TRUE(add(ReportId{0}, "one"));
    ASSERT_TRUE(add(ReportId{0}, "two"));
    auto const all = of(ReportId{0});
    std::ofstream{file_of(all[0]), std::ios::binary} << text_of(pdf("eno"));
    EXPECT_EQ(problems(Look::sizes), std::vector<std::string>{});
    std::vector<std::string> const damaged{"2: the attachment's file is damaged or was replaced"};
    EXPECT_EQ(problems(), damaged);
    std::ofstream{file_of(all[0]), std::ios::binary} << "x";
    EXPECT_EQ(problems(Look::sizes), damaged);
    fs::remove(file_of(all[0]));
    EXPECT_EQ(problems(), std::vector<std::string>{"2: the attachment's file is missing"});
    EXPECT_THROW(static_cast<void>(read(all[0])), Trouble);
}

TEST_P(Attachments, AFileThatShouldHaveBeenDestroyedIsFoundAndSwept)
{
    ASSERT_TRUE(add(ReportId{0}, "one"));
    auto const one = of(ReportId{0}).front();
    ASSERT_TRUE(remove(one.id));
    static_cast<void>(store.put(test.log(), pdf("one")));
    EXPECT_EQ(
        problems(),
        std::vector<std::string>{"2: the attachment was removed, its file is not destroyed"}
    );
    auto& connection = test.office().connection();
    EXPECT_EQ(attachment::sweep(connection, test.log(), store, test.clock().now()), 1);
    expect_sound();
}

TEST_P(Attachments, AnOrphanIsSweptAfterSevenDays)
{
    ASSERT_TRUE(add(ReportId{0}, "one"));
    auto const orphan = store.put(test.log(), pdf("orphan"));
    auto& connection = test.office().connection();
    auto const seconds = test.clock().now().microseconds / second;
    timespec const times[] = {{.tv_sec = seconds, .tv_nsec = 0}, {.tv_sec = seconds, .tv_nsec = 0}};
    auto const file = store.path_of(test.log(), orphan);
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
    auto const after = [&](std::int64_t days) {
        return Instant{seconds * second + days * 24 * hour + 1};
    };
    auto const young = attachment::orphans(connection, test.log(), store, after(6));
    EXPECT_EQ(young.old.size() + young.young.size(), 1U);
    EXPECT_EQ(attachment::sweep(connection, test.log(), store, after(6)), 0);
    EXPECT_EQ(attachment::orphans(connection, test.log(), store, after(7)).old.size(), 1U);
    EXPECT_EQ(attachment::sweep(connection, test.log(), store, after(7)), 1);
    EXPECT_EQ(files(), 1U);
    expect_sound();
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Attachments,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
