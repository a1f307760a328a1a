// What the command line can do: one function a verb.
//
// Exit codes: 0 done, 1 refused, 2 usage, 3 trouble.
#pragma once

#include "app/office.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ducha::app {

enum ExitCode { done = 0, refused = 1, usage = 2, trouble = 3 };

/// What was given on the command line; each verb reads what concerns it.
struct Arguments {
    OfficeAddress office;
    bool json = false;    ///< one JSON object a line, for machines
    bool chinese = false; ///< sentences in Chinese
    std::string inspection;
    std::string object;
    std::filesystem::path file;
    std::filesystem::path folder = "ducha-demo";
    std::filesystem::path config;
    std::string channel;
    std::string map;
    bool strict = false;
    bool fresh = false;
    bool check = false;
    std::string day;
    std::string as_of;
    std::string known_at;
    std::string by = "none";
    std::string format = "text";
    std::string first;  ///< positional
    std::string second; ///< positional
    std::string why;
    std::string number;                ///< of an issued bulletin
    std::string figure;                ///< a measure by its code
    std::vector<std::string> rules;    ///< of counting, `joint=apart`
    std::optional<double> auto_join;   ///< the bar of this run, a probability
    std::optional<std::int64_t> limit; ///< so many rows at most
    std::int64_t least = 50;           ///< decisions of each kind, for a fit
    bool unlabelled = false;           ///< a fit without decisions
    bool working = false;              ///< an attachment that names nobody
    bool sweep = false;                ///< of `doctor`: destroy old orphans
    std::string program;               ///< the version of the program
    std::string said_database;         ///< `--db` as it was given; empty: it was not
    std::string listen;                ///< ADDRESS:PORT
    bool with_keys = false;            ///< a backup that holds the private keys
    std::filesystem::path out;         ///< a file that is written
    std::string act_json = "{}";
    std::string form; ///< of `receipt`: the token of the form that it belongs to
    std::vector<std::string> heads;
    std::string profile = "second-round-fourth-batch"; ///< of a simulation, like the next three
    std::string seed = "1";
    std::string reports;            ///< how many; as the profile says where it is empty
    std::vector<std::string> noise; ///< NAME=SHARE
    std::string name;               ///< of a person; of a key: what it is for
    std::vector<std::string> roles; ///< codes
    std::string unit;               ///< of a scope, below `object`
    std::string ground = "other";   ///< of a suspension
    std::string session;            ///< by its name in the list
    bool all = false;
    bool remove = false;
    std::int64_t life_days = 90;    ///< of a key
    std::vector<std::string> words; ///< of a search, like the next five
    std::string from;               ///< a day, like the next one
    std::string to;
    std::string type;
    std::string case_number;
    std::string after; ///< the end of the page before, as it said
    std::string key;   ///< of `verify`: the verifier key; of `act`: the idempotency key
};

int run_init(Arguments const& arguments);
int run_import(Arguments const& arguments);
int run_import_results(Arguments const& arguments);
int run_accept(Arguments const& arguments);
int run_backup(Arguments const& arguments);
int run_restore(Arguments const& arguments);
int run_attach(Arguments const& arguments);
int run_attachments(Arguments const& arguments);
int run_attachment_read(Arguments const& arguments);
int run_merge(Arguments const& arguments);
int run_merge_explain(Arguments const& arguments);
int run_merge_review(Arguments const& arguments);
int run_merge_fit(Arguments const& arguments);
int run_merge_model(Arguments const& arguments);
int run_merge_adopt(Arguments const& arguments);
int run_merge_part(Arguments const& arguments);
int run_batch(Arguments const& arguments, std::string_view act);
int run_counts(Arguments const& arguments);
int run_bulletin_show(Arguments const& arguments);
int run_bulletin_issue(Arguments const& arguments);
int run_bulletin_correct(Arguments const& arguments);
int run_bulletin_list(Arguments const& arguments);
int run_bulletin_compare(Arguments const& arguments);
int run_bulletin_cases(Arguments const& arguments);
int run_bulletin_audit(Arguments const& arguments);
int run_export_joins(Arguments const& arguments);
int run_export_log(Arguments const& arguments);
int run_export_head(Arguments const& arguments);
int run_export_key(Arguments const& arguments);
int run_act(Arguments const& arguments);
int run_search(Arguments const& arguments);
int run_receipt(Arguments const& arguments);
int run_threats(Arguments const& arguments);
int run_show(Arguments const& arguments);
int run_verify(Arguments const& arguments);
int run_rebuild(Arguments const& arguments);
int run_proof(Arguments const& arguments);
int run_inspections(Arguments const& arguments);
int run_doctor(Arguments const& arguments);
int run_demo(Arguments const& arguments);
int run_simulate(Arguments const& arguments);
int run_staff_add(Arguments const& arguments);
int run_staff_list(Arguments const& arguments);
int run_staff_grant(Arguments const& arguments);
int run_staff_revoke(Arguments const& arguments);
int run_staff_suspend(Arguments const& arguments);
int run_staff_reinstate(Arguments const& arguments);
int run_staff_password(Arguments const& arguments);
int run_staff_totp(Arguments const& arguments);
int run_staff_sessions(Arguments const& arguments);
int run_staff_key_add(Arguments const& arguments);
int run_staff_key_list(Arguments const& arguments);
int run_staff_key_revoke(Arguments const& arguments);

} // namespace ducha::app
