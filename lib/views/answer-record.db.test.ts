import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { loadSource } from "@/lib/sources/load-source";
import type { Source } from "@/lib/sources/source";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { answerRecord } from "./answer-record";

testDatabase();

let cast: Cast;
let source: Source;

beforeAll(async () => {
  cast = await makeCast("lyra");
  source = await loadSource({ kind: "users", projectId: cast.project.id });
});

const ask = async (named: string, state: Record<string, string> = {}) =>
  answerRecord(await cast.can("manager", "users.read"), source, new URLSearchParams(state), named);

const where = (...conditions: object[]) => ({ where: JSON.stringify({ match: "all", conditions }) });

test("a record is found by its id, its username and its e-mail address", async () => {
  const { id, username, email } = cast.people.participant;
  for (const named of [id, username.toUpperCase(), ` ${email} `])
    expect(await ask(named)).toMatchObject({ id, label: username, isHere: true, search: null });
});

test("each part of the filter says whether it holds, and what the record has", async () => {
  const { username } = cast.people.participant;
  const answer = await ask(
    username,
    where(
      { field: "user.role", is: "is", value: "participant" },
      { match: "none", conditions: [{ field: "user.feedback_count", is: "eq", value: 0 }] },
      { field: "user.email", is: "contains", value: "x", off: true },
    ),
  );
  expect(answer.isHere).toBe(false);
  expect(answer.why).toMatchObject({
    matched: false,
    parts: [
      { matched: true, value: "participant" },
      { matched: false, parts: [{ matched: true, value: 0 }] },
      { matched: null, value: cast.people.participant.email },
    ],
  });
  expect(answer.values).toMatchObject({ "user.username": username, "user.webhooks": 0 });
});

test("the search box counts as well", async () => {
  const { username } = cast.people.participant;
  expect(await ask(username, { q: "support" })).toMatchObject({ isHere: false, search: { matched: false } });
  expect(await ask(username, { q: "PARTICIPANT" })).toMatchObject({ isHere: true, search: { matched: true } });
});

test("is me means the person who looks", async () => {
  const me = where({ field: "user.username", is: "is_me" });
  expect((await ask(cast.people.manager.username, me)).isHere).toBe(true);
  expect((await ask(cast.people.participant.username, me)).isHere).toBe(false);
});

test("whom no filter could bring here is named, with what to do", async () => {
  await expect(ask(cast.people.stranger.username)).rejects.toMatchObject({
    code: "not_found",
    message: expect.stringContaining("takes part in"),
  });
  const left = { projectId_userId: { projectId: cast.project.id, userId: cast.people.observer.id } };
  await db.participation.update({ where: left, data: { state: "removed" } });
  await expect(ask(cast.people.observer.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(ask("x".repeat(400))).rejects.toMatchObject({ code: "not_found" });
});
