import { beforeAll, expect, test } from "vitest";
import { encodeTableState } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import { questionPool } from "@/lib/db/pool";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { loadSource } from "@/lib/sources/load-source";
import type { Source } from "@/lib/sources/source";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { exportList } from "./export-list";

testDatabase();

let cast: Cast;
let source: Source;

beforeAll(async () => {
  cast = await makeCast("exported");
  await db.user.createMany({
    data: Array.from({ length: 4_500 }, (_, n) => ({
      email: `t${n}@exported.example`,
      username: `tester${n}`,
      firstName: n === 7 ? "=cmd|' /C calc'!A0" : n === 8 ? 'Zoë "Z", the 8th' : "",
    })),
  });
  const made = await db.user.findMany({ where: { username: { startsWith: "tester" } }, select: { id: true } });
  await db.participation.createMany({
    data: made.map(({ id }, n) => ({
      projectId: cast.project.id,
      userId: id,
      role: "participant" as const,
      score: -n,
    })),
  });
  source = await loadSource({ kind: "users", projectId: cast.project.id });
});

test("a list of tickets is called as in every other format: by the name of its type", async () => {
  const type = feedbackTypeInput.parse({ ...bugReport, name: "Fehler & Wünsche" });
  const { id: typeId } = await createFeedbackType(await cast.can("manager", "types.write"), type);
  const tickets = await loadSource({ kind: "feedback", typeId });
  const answer = await exportList(await cast.can("manager", "feedback.read"), tickets, {
    query: new URLSearchParams(),
    request: new Request("http://localhost/api/feedback/export", { method: "HEAD" }),
  });
  const day = new Date().toISOString().slice(0, 10);
  expect(decodeURIComponent(answer.headers.get("content-disposition") ?? "")).toContain(
    `exported-fehler-wünsche-${day}-`,
  );
});

const download = async (query: string, method = "GET") =>
  exportList(await cast.can("manager", "users.read"), source, {
    query: new URLSearchParams(query),
    request: new Request("http://localhost/api/users/export", { method }),
  });

test("every record of the list, in its order, under the labels of its columns", async () => {
  const columns = ["user.username", "user.first_name", "user.score", "user.role", "user.teams"].map((path) => ({
    path,
  }));
  Object.assign(columns[1] ?? {}, { label: "First, name" });
  const sort = [{ path: "user.score", dir: "desc" as const }];
  const answer = await download(encodeTableState({ columns, sort, search: "tester" }).toString());
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="exported-users-\d{4}-\d\d-\d\d-\d\d\.\d\d\.csv";/,
  );
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const [heads, ...lines] = text.split("\r\n");
  expect(heads).toBe('\uFEFF"Username","First, name","Project score","Role","Teams"');
  expect(lines.pop()).toBe("");
  expect(lines).toHaveLength(4_500);
  const scores = lines.map((line) => Number(/"(-?\d+)","Participant",""$/.exec(line)?.[1]));
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(new Set(lines).size).toBe(4_500);
  expect(text).toContain(`,"'=cmd|' /C calc'!A0",`);
  expect(text).toContain(',"Zoë ""Z"", the 8th",');
});

test("a list of nobody is a file with its heads", async () => {
  expect(await (await download("columns=user.username&q=nobody-is-called-so")).text()).toBe('"Username"\r\n');
});

test("whoever stops early gives the connection back, and a third at once is told to wait", async () => {
  const [one, two] = [await download("columns=user.username"), await download("columns=user.username")];
  for (const method of ["GET", "HEAD"])
    await expect(download("columns=user.username", method)).rejects.toMatchObject({ code: "too_many" });
  await one.body?.cancel();
  await two.body?.cancel();
  expect(questionPool().idleCount).toBe(questionPool().totalCount);
  expect(await (await download("columns=user.username&q=tester12")).text()).toContain('"tester12"');
});

test("what cannot be asked is an error and no file", async () => {
  expect((await download("columns=user.username", "HEAD")).status).toBe(200);
  await expect(download("columns=nothing.here")).rejects.toMatchObject({ code: "invalid" });
  await expect(download("view=gone")).rejects.toMatchObject({ code: "not_found" });
  const where = encodeURIComponent(
    JSON.stringify({ match: "all", conditions: [{ field: "user.nothing", is: "empty" }] }),
  );
  for (const method of ["GET", "HEAD"])
    await expect(download(`where=${where}`, method)).rejects.toMatchObject({ code: "invalid" });
  expect(questionPool().idleCount).toBe(questionPool().totalCount);
});
