// The peer: Fastify over the SQLite that is built into node, with the same cases in its own file.
//
//     node peer.mjs FILE.db        prints its address, serves until it is ended
import { DatabaseSync } from "node:sqlite";
import Fastify from "fastify";

const page = 50;
const database = new DatabaseSync(process.argv[2]);
database.exec("pragma journal_mode = wal; pragma synchronous = full");
const byNumber = database.prepare("select * from case_file where number = ?");
const listed = database.prepare(
  "select * from case_file where case_id > ? order by case_id limit ?");
const insert = database.prepare(
  "insert into report (own_id, occurred, title, text, place, enterprise, types)" +
  " values (?, ?, ?, ?, ?, ?, ?)");

const server = Fastify({ logger: false });
server.get("/hello", () => "hello\n");
server.get("/numbers/:number", (request, reply) => {
  const found = byNumber.get(request.params.number);
  return found ?? reply.code(404).send({ code: "no_such_case" });
});
server.get("/cases", (request) => {
  const items = listed.all(Number(request.query.after ?? 0), page);
  return { items, next: items.at(-1)?.case_id };
});
// A statement by itself is a transaction by itself: one commit a report.
server.post("/reports", (request, reply) => {
  const report = request.body;
  const { lastInsertRowid } = insert.run(
    report.own_id, report.occurred, report.title, report.text, report.place,
    report.enterprise, report.types.join(" "));
  return reply.code(201).send({ id: Number(lastInsertRowid) });
});
console.log(await server.listen({ host: "127.0.0.1", port: 0 }));
