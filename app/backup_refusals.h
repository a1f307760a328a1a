// Why a backup is not taken or not restored, in both languages.
#pragma once

#include "base/refusal.h"

namespace ducha::app {

enum class BackupRefusal {
    target_there,
    in_use,
    no_backup,
    not_signed,
    another_format,
    another_version,
    damaged,
    behind_a_head,
    does_not_hold,
    another_office,
};

inline constexpr RefusalRow<BackupRefusal> backup_refusals[] = {
    {BackupRefusal::target_there,
     "backup.target_there",
     "目标已存在，不予覆盖",
     "it is there already, and nothing is overwritten"},
    {BackupRefusal::in_use,
     "backup.in_use",
     "另有程序正在写这里",
     "another program is writing there"},
    {BackupRefusal::no_backup,
     "backup.no_backup",
     "这里没有备份，或备份不完整",
     "there is no backup, or it is not whole"},
    {BackupRefusal::not_signed,
     "backup.not_signed",
     "备份清单不是用所信任的密钥签名的，或已被改动",
     "the manifest is not signed with the key that is trusted, or was changed"},
    {BackupRefusal::another_format,
     "backup.another_format",
     "备份格式不同",
     "the backup has another format"},
    {BackupRefusal::another_version,
     "backup.another_version",
     "备份由另一版本的程序所做；用该版本恢复，再以 init 升级",
     "another version wrote the backup; restore with that one, then bring it up to date by init"},
    {BackupRefusal::damaged,
     "backup.damaged",
     "备份中的文件缺失或已损坏",
     "a file of the backup is missing or damaged"},
    {BackupRefusal::behind_a_head,
     "backup.behind_a_head",
     "备份早于所存的签名树头，恢复它会丢失其后的记录",
     "the backup is older than a head that was saved: what came after it would be lost"},
    {BackupRefusal::does_not_hold,
     "backup.does_not_hold",
     "备份中的账本核验未通过",
     "the ledger in the backup does not hold"},
    {BackupRefusal::another_office,
     "backup.another_office",
     "密钥目录属于另一办公室",
     "the keys that are there are another office's"},
};

} // namespace ducha::app
