// What must not stand in a text that merge, search and triage read.
// clause B21-03
#include "domain/intake/redaction.h"

#include <gtest/gtest.h>

namespace ducha::intake {
namespace {

std::string clean(std::string_view text, std::string_view name = "")
{
    return without_identifiers(text, name);
}

// Every number and name here is made up.
TEST(Redaction, TakesOutTelephoneNumbers)
{
    EXPECT_EQ(clean("请回电13812345678。"), "请回电【电话】。");
    EXPECT_EQ(clean("138 1234 5678"), "【电话】");
    EXPECT_EQ(clean("138-1234-5678，谢谢"), "【电话】，谢谢");
    EXPECT_EQ(clean("8613812345678"), "【电话】");
    EXPECT_EQ(clean("+86 138 1234 5678"), "+【电话】");
    EXPECT_EQ(clean("座机010-12345678"), "座机【电话】");
    EXPECT_EQ(clean("座机0431-1234567转2"), "座机【电话】转2");
    EXPECT_EQ(clean("13812345678，13987654321"), "【电话】，【电话】");
}

TEST(Redaction, TakesOutTelephoneNumbersHoweverTheyAreSpelled)
{
    EXPECT_EQ(clean("电话１３８１２３４５６７８。"), "电话【电话】。");
    EXPECT_EQ(clean("１３８－１２３４－５６７８"), "【电话】");
    EXPECT_EQ(clean("138—1234—5678"), "【电话】");
    EXPECT_EQ(clean("138.1234.5678"), "【电话】");
    EXPECT_EQ(clean("010.1234.5678"), "【电话】");
    EXPECT_EQ(clean("008613812345678"), "【电话】");
    EXPECT_EQ(clean("拨400-820-8820投诉"), "拨【电话】投诉");
    EXPECT_EQ(clean("400 820 8820"), "【电话】");
    EXPECT_EQ(clean("4008208820"), "【电话】");
    EXPECT_EQ(clean("座机(010)12345678"), "座机【电话】");
    EXPECT_EQ(clean("座机（010）12345678转2"), "座机【电话】转2");
    EXPECT_EQ(clean("（0431） 1234-5678"), "【电话】");
    EXPECT_EQ(clean("tel13812345678"), "tel【电话】");
    EXPECT_EQ(clean("Tel010-12345678"), "Tel【电话】");
    EXPECT_EQ(clean("tel138 1234 5678"), "tel【电话】");
    EXPECT_EQ(clean("Tel8613812345678"), "Tel【电话】");
    EXPECT_EQ(clean("4008-208-820"), "【电话】");
    EXPECT_EQ(clean("1.13812345678"), "1.【电话】");
}

TEST(Redaction, TakesOutIdentityNumbersThatAreOnes)
{
    EXPECT_EQ(clean("身份证11010519491231002X。"), "身份证【身份证】。");
    EXPECT_EQ(clean("身份证11010519491231002x"), "身份证【身份证】");
    EXPECT_EQ(clean("440524188001010014号"), "【身份证】号");
    EXPECT_EQ(clean("440524188001010015号"), "440524188001010015号");
    EXPECT_EQ(clean("１１０１０５１９４９１２３１００２Ｘ"), "【身份证】");
    EXPECT_EQ(clean("ID11010519491231002X"), "ID【身份证】");
}

// A digit misheard on the telephone breaks the check; the person is named all the same.
TEST(Redaction, TakesOutIdentityNumbersWithOneDigitWrong)
{
    EXPECT_EQ(clean("身份证110105194912310021。"), "身份证【身份证】。");
    EXPECT_EQ(clean("身份证37010519800102003X。"), "身份证【身份证】。");
    EXPECT_EQ(clean("370105 19800102 0035"), "【身份证】");
    EXPECT_EQ(clean("370105-1980-0102-003x"), "【身份证】");
    EXPECT_EQ(clean("ID370105198001020035"), "ID【身份证】");
    EXPECT_EQ(clean("１１０１０５１９４９１２３１００２１"), "【身份证】");
}

TEST(Redaction, TakesOutIdentityNumbersOfFifteenDigits)
{
    EXPECT_EQ(clean("身份证110105491231002。"), "身份证【身份证】。");
    EXPECT_EQ(clean("370105 800102 003"), "【身份证】");
    EXPECT_EQ(clean("单号SB110105491231002"), "单号SB110105491231002");
}

TEST(Redaction, LeavesLongNumbersWithoutARegionOrABirth)
{
    for (std::string_view const text :
         {"工单202108261234567891",
          "工单990105198001020035",
          "工单370105198013020035",
          "工单370105198002300035",
          "工单370105202108260035",
          "工单160105800102003",
          "工单370105801302003",
          "工单370105210826003",
          "序号0000012345，0000000012"}) {
        EXPECT_EQ(clean(text), text);
    }
}

TEST(Redaction, TakesOutBankCardsThatPassLuhn)
{
    EXPECT_EQ(clean("卡号4111111111111111"), "卡号【银行卡】");
    EXPECT_EQ(clean("卡号4111 1111 1111 1111。"), "卡号【银行卡】。");
    EXPECT_EQ(clean("单号4111111111111112"), "单号4111111111111112");
    EXPECT_EQ(clean("单号SB4111111111111111"), "单号SB4111111111111111");
}

TEST(Redaction, TakesOutMailAddresses)
{
    EXPECT_EQ(clean("邮箱li.lei_7+a@mail.example.cn。"), "邮箱【邮箱】。");
    EXPECT_EQ(clean("13812345678@mail.example"), "【邮箱】");
    EXPECT_EQ(clean("138 1234 5678@qq.com"), "【邮箱】");
    EXPECT_EQ(clean("邮箱ｌｉ＠mail.example"), "邮箱【邮箱】");
    EXPECT_EQ(clean("QQ：12345678@qq.com"), "【邮箱】");
    EXPECT_EQ(clean("谁@谁"), "谁@谁");
    EXPECT_EQ(clean("a@b"), "a@b");
}

TEST(Redaction, TakesOutNumberPlates)
{
    EXPECT_EQ(clean("车牌京A12345倾倒"), "车牌【车牌】倾倒");
    EXPECT_EQ(clean("车牌晋A·D1234倾倒"), "车牌【车牌】倾倒");
    EXPECT_EQ(clean("鄂AD12345"), "【车牌】");
    EXPECT_EQ(clean("京ABCDEF"), "京ABCDEF");
    EXPECT_EQ(clean("京A1234号楼"), "京A1234号楼");
    EXPECT_EQ(clean("车牌京A 12345倾倒"), "车牌【车牌】倾倒");
    EXPECT_EQ(clean("京a12345、京 a·12345"), "【车牌】、【车牌】");
    EXPECT_EQ(clean("京Ａ１２３４５"), "【车牌】");
    EXPECT_EQ(clean("京AD12345，京A12345F"), "【车牌】，【车牌】");
    EXPECT_EQ(clean("京B20210915"), "京B20210915");
    EXPECT_EQ(clean("粤B7Z0U519"), "【车牌】9");
}

TEST(Redaction, TakesOutAccounts)
{
    EXPECT_EQ(clean("QQ123456789联系"), "【账号】联系");
    EXPECT_EQ(clean("加QQ：123456789"), "加【账号】");
    EXPECT_EQ(clean("微信号：lilei_007。"), "【账号】。");
    EXPECT_EQ(clean("微信是 lilei007"), "【账号】");
    EXPECT_EQ(clean("微信群里都在说"), "微信群里都在说");
    EXPECT_EQ(clean("微信号是：abc_12345，谢谢"), "【账号】，谢谢");
    EXPECT_EQ(clean("微信账号为 abc-12345"), "【账号】");
    EXPECT_EQ(clean("VX:abc12345"), "【账号】");
    EXPECT_EQ(clean("加wx13812345678"), "加【账号】");
    EXPECT_EQ(clean("Ｑｑ：１２３４５６７８９"), "【账号】");
    EXPECT_EQ(clean("微信小程序、QQbrowser"), "微信小程序、QQbrowser");
}

TEST(Redaction, TakesOutTheNameOfTheReporter)
{
    EXPECT_EQ(clean("我叫李某雷，李某雷住在河边", "李某雷"), "我叫【姓名】，【姓名】住在河边");
    EXPECT_EQ(clean("我叫李某雷", " 李某雷\u3000"), "我叫【姓名】");
    EXPECT_EQ(clean("李子树枯了", "李"), "李子树枯了");
    EXPECT_EQ(clean("没有名字", ""), "没有名字");
    EXPECT_EQ(clean("没有名字", "  "), "没有名字");
}

TEST(Redaction, LeavesWhatIsNoIdentifier)
{
    for (std::string_view const text :
         {"",
          "2021年9月15日晚8时30分，距12米",
          "2021-09-15 20:30",
          "拨打12369无人接听",
          "案件D3SX202505280018，609号",
          "东经126.534967，北纬45.803775",
          "东经130.12345678，ＰＨ值 ７.５",
          "环督〔2021〕12号，(2021)京0105民初12345号",
          "2021.09.15至2021.10.15 08:30，20210915",
          "投资15000000000元，罚款4000000000元，1,381,234,567元",
          "每天400-500 1000吨，400-600 1000吨，厂房400平方米",
          "编号JZ1501-2021-001",
          "中山路138号1234室，5678弄",
          "X3HB202406020025*，BCD2022092601",
          "192.168.100.1234，GB 18918-2002",
          "工单A000179 2019-10-30，000179 2019-10-30",
          "处理量15000吨/日",
          "3号楼2单元501室",
          "PM2.5超标，pH 11",
          "厂区位于G102国道112公里处"}) {
        EXPECT_EQ(clean(text), text);
    }
}

TEST(Redaction, ChangesNothingTheSecondTime)
{
    auto const once = clean(
        "李某雷，电话13812345678，身份证11010519491231002X，车牌京A12345，"
        "邮箱li@mail.example，微信lilei007，卡4111111111111111",
        "李某雷"
    );
    EXPECT_EQ(
        once,
        "【姓名】，电话【电话】，身份证【身份证】，车牌【车牌】，邮箱【邮箱】，【账号】，卡【银行卡"
        "】"
    );
    EXPECT_EQ(clean(once, "李某雷"), once);
}

TEST(Redaction, TriesEachNumberOfARow)
{
    EXPECT_EQ(without_identifiers("13812345678 13987654321", ""), "【电话】 【电话】");
    EXPECT_EQ(without_identifiers("电话13812345678 3楼", ""), "电话【电话】 3楼");
    EXPECT_EQ(without_identifiers("440524188001010014 13812345678", ""), "【身份证】 【电话】");
}

// Each of these would stop the door for minutes if every place were read to the end.
TEST(Redaction, TakesTimeInProportionToTheText)
{
    constexpr int times = 100'000;
    for (std::string_view const piece :
         {"1 ", "12-", "1.", "a.", "a@", "1", "a", "京a", "(0", "微信号", "qq ", "1@", "@."}) {
        std::string text;
        for (int i = 0; i < times; ++i) {
            text += piece;
        }
        EXPECT_LE(clean(text).size(), text.size() * 4) << piece;
    }
}

TEST(Redaction, FindsAnIdentifierAtEveryPlaceOfAText)
{
    std::string_view const words = "河边化工厂夜间偷排，气味刺鼻。";
    for (std::size_t at = 0; at <= words.size(); at += 3) {
        auto const text =
            std::string{words.substr(0, at)} + "13812345678" + std::string{words.substr(at)};
        auto const expected =
            std::string{words.substr(0, at)} + "【电话】" + std::string{words.substr(at)};
        EXPECT_EQ(clean(text), expected);
    }
}

} // namespace
} // namespace ducha::intake
