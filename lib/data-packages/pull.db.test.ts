import { beforeAll, describe, expect, test } from "vitest";
import { switchApiKey } from "@/lib/api-keys/commands";
import { db } from "@/lib/db/client";
import type { ElementDraft } from "@/lib/elements/schema";
import { makeListenerLimits } from "@/lib/listeners/limits";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { packageScene, shownItems } from "@/lib/testing/package-scene";
import { answerPull } from "./answer-pull";
import { getPackageUrl, listPackages } from "./queries";
import { readPullRequest, tokenHeader } from "./read-request";
import { packageJobs, queueDueSnapshots, takeSnapshot } from "./take-snapshot";

testDatabase();
const scene = packageScene();
const { addTickets, element, publish, get } = scene;

let there: Cast;

beforeAll(async () => {
  there = await makeCast("other");
});

describe("a snapshot", () => {
  test("is given with its time until the next, page by page", async () => {
    const { key: name, id } = await publish({ everyMinutes: 60, allowFresh: true });
    await queueDueSnapshots();
    await takeSnapshot(id);
    await addTickets(2000, 2000);
    const first = await get(`/api/packages/${name}.json?limit=20`);
    const headers = { "x-api-key": scene.key.key, "if-none-match": first.headers.get("etag") ?? "" };
    expect((await get(`/api/packages/${name}.json?limit=20`, headers)).status).toBe(304);
    expect((await get(`/api/packages/${name}.json?limit=21`, headers)).status).toBe(200);
    const page = first.json();
    const kept = await db.dataPackage.findUniqueOrThrow({ where: { id } });
    expect(page.generatedAt).toBe(kept.snapshotAt?.toISOString());
    // Another one is taken while the pages are turned.
    await takeSnapshot(id);
    expect((await get(`/api/packages/${name}.json?limit=20`, headers)).status).toBe(200);
    const rest = (await get(`/api/packages/${name}.json?limit=20&cursor=${page.next}`)).json();
    expect(page.items.length + rest.items.length).toBe(25);
    // Both are of one moment, whatever was taken since.
    const apart = Date.parse(page.generatedAt) - Date.parse(rest.generatedAt);
    expect(apart).toBeGreaterThanOrEqual(0);
    const newest = await db.dataPackage.findUniqueOrThrow({ where: { id } });
    expect(Date.parse(rest.generatedAt)).toBeLessThan(Number(newest.snapshotAt) - apart);
    expect(rest.next).toBeNull();
    const whole = await get(`/api/packages/${name}.csv`);
    expect(whole.text.split("\r\n").filter(Boolean)).toHaveLength(27);
    expect(
      (
        await get(`/api/packages/${name}.csv`, {
          "x-api-key": scene.key.key,
          "if-none-match": whole.headers.get("etag") ?? "",
        })
      ).status,
    ).toBe(304);
    expect((await get(`/api/packages/${name}.json?updatedSince=2030-01-01`)).json().items).toHaveLength(1);
    await db.feedback.deleteMany({ where: { number: 2000 } });
    expect((await get(`/api/packages/${name}.json?fresh=1`)).json().items).toHaveLength(25);
    await takeSnapshot(id);
    expect(await get(`/api/packages/${name}.json?cursor=${page.next}`)).toMatchObject({ status: 400 });
  });

  test("is taken once, however often it is asked for", async () => {
    const { id } = await publish({ everyMinutes: 60 });
    const job = () => packageJobs["packages.snapshot"]({ packageId: id });
    await Promise.all([job(), job(), job()]);
    const { snapshotId } = await db.dataPackage.findUniqueOrThrow({ where: { id } });
    await job();
    expect((await db.dataPackage.findUniqueOrThrow({ where: { id } })).snapshotId).toBe(snapshotId);
    expect(await db.dataPackageChunk.count({ where: { packageId: id } })).toBe(1);
  });

  test("is passed over once the element shows something else, and is asked anew only where that is allowed", async () => {
    const input = await publish({ everyMinutes: 60 });
    await takeSnapshot(input.id);
    expect(await get(`/api/packages/${input.key}.json?fresh=1`)).toMatchObject({ status: 403 });
    const { definition } = await db.reportElement.findUniqueOrThrow({ where: { id: input.elementId } });
    await db.reportElement.update({
      where: { id: input.elementId },
      data: { definition: { ...(definition as object), items: shownItems.slice(0, 1) } },
    });
    expect((await get(`/api/packages/${input.key}.json`)).json().columns).toHaveLength(1);
  });
});

describe("who may pull", () => {
  test("whoever has the key or the token of this package, and nobody else", async () => {
    const input = await publish();
    const path = `/api/packages/${input.key}.json`;
    const url = new URL(
      await getPackageUrl(await scene.cast.can("manager", "reports.write"), { ...input, kind: "package" }),
    );
    const token = url.searchParams.get("token") ?? "";
    expect(url.pathname).toBe(path);
    expect((await get(path, { authorization: `Bearer ${scene.key.key}` })).status).toBe(200);
    expect((await get(path, { [tokenHeader]: token })).status).toBe(200);
    const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });
    expect((await get(path, basic(`anybody:${scene.key.key}`))).status).toBe(200);
    const other = await publish();
    const wrong = [
      await get(`/api/packages/${other.key}.json`, { [tokenHeader]: token }),
      await get(path, {}),
      await get(path, basic(scene.key.key)),
      await get(path, basic(`${scene.key.key}:`)),
      await get(path, basic(`anybody:x${scene.key.key}`)),
      await get(path, { "x-api-key": "fp_nobody" }),
      await get(path, { [tokenHeader]: scene.key.key }),
      await get("/api/packages/nothing.json"),
      await get(`/api/lookups/${input.key}/jane.json`),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 401));
    expect(new Set(wrong.map(({ text }) => text)).size).toBe(1);
    await expect(
      getPackageUrl(await there.can("manager", "reports.write"), { ...input, kind: "package" }),
    ).rejects.toThrow("There is no such data package");
  });

  test("a format that there is not is named to whoever may ask, and to nobody else", async () => {
    const { key: name } = await publish();
    const address = await get(`/api/packages/${name}.xlsx`);
    expect([address.status, address.json()]).toEqual([
      404,
      {
        error: "no_such_format",
        message: "A data package has no format xlsx. It has json and csv: end the address with .json or .csv.",
      },
    ]);
    const parameter = await get(`/api/packages/${name}?format=parquet`);
    expect(parameter.status).toBe(400);
    expect(parameter.json().message).toMatch(
      /^format: A data package has no format parquet\. .* format=json or format=csv\.$/,
    );
    const others = [".", ".json.json", ".json.gz", ".%3Cb%3E", ".CSV"].map((ending) =>
      get(`/api/packages/${name}${ending}`),
    );
    for (const { status, text } of await Promise.all(others)) {
      expect(status).toBe(404);
      expect(text).not.toContain("<b>");
    }
    expect((await get(`/api/packages/${name}?format=csv`)).text).toMatch(/^\ufeff/);
    const strangers = [await get(`/api/packages/${name}.xlsx`, {}), await get("/api/packages/nothing.xlsx", {})];
    expect(strangers.map(({ status }) => status)).toEqual([401, 401]);
    expect(strangers[0]?.text).toBe(strangers[1]?.text);
    expect((await get(`/api/lookups/${name}/BUG-7.xlsx`)).status).toBe(401);
  });

  test("nobody with a key that is off, over the limit, by an address where a header is asked for", async () => {
    const input = await publish({ headerOnly: true });
    const path = `/api/packages/${input.key}.json`;
    const draft = { ...input, kind: "package" as const, headerOnly: false };
    const url = new URL(await getPackageUrl(await scene.cast.can("manager", "reports.write"), draft));
    const refused = await get(path, { [tokenHeader]: url.searchParams.get("token") ?? "" });
    expect([refused.status, refused.json().error]).toEqual([403, "header_only"]);
    const admin = await scene.cast.can("communityManager", "apiKeys.write", "community");
    await switchApiKey(admin, { id: scene.key.id, enabled: false });
    expect((await get(path)).status).toBe(401);
    await switchApiKey(admin, { id: scene.key.id, enabled: true });
    const once = makeListenerLimits({ calls: 1 });
    const pull = () => {
      const request = new Request(`http://localhost${path}`, { headers: { "x-api-key": scene.key.key } });
      return answerPull(readPullRequest("package", request, "10.0.0.2"), once);
    };
    await (await pull()).text();
    const second = await pull();
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, "10"]);
  });

  test("nothing is given once its publisher may not, its element is gone, or shows personal data nobody agreed to", async () => {
    const input = await publish();
    const path = `/api/packages/${input.key}.json`;
    const part = { projectId_userId: { projectId: scene.cast.project.id, userId: scene.cast.people.manager.id } };
    await db.participation.update({ where: part, data: { role: "support" } });
    expect((await get(path)).json()).toMatchObject({
      error: "gone",
      message: expect.stringContaining("save it again"),
    });
    await db.participation.update({ where: part, data: { role: "manager" } });
    await db.reportElement.update({
      where: { id: input.elementId },
      data: { definition: { source: "users", style: "table", items: [{ path: "user.email" }] } },
    });
    expect((await get(path)).json()).toMatchObject({
      error: "not_confirmed",
      message: expect.stringContaining("E-mail"),
    });
    await db.reportElement.delete({ where: { id: input.elementId } });
    expect((await get(path)).status).toBe(410);
  });

  test("personal data are published only when they were agreed to by name", async () => {
    const users: Partial<ElementDraft> = {
      source: "users",
      items: [{ path: "user.username" }, { path: "user.score" }],
    };
    await expect(publish({}, users)).rejects.toThrow("This publishes personal data: Username.");
    const tickets: Partial<ElementDraft> = {
      source: "feedback",
      items: [{ path: "feedback.title" }, { path: "feedback.last_comment_by" }],
    };
    await expect(publish({}, tickets)).rejects.toThrow("This publishes personal data: Last comment by.");
    const { key: name } = await publish({ confirmed: ["user.username"] }, users);
    expect((await get(`/api/packages/${name}.json`)).json().items).toHaveLength(5);
  });

  test("an element of another project cannot be published", async () => {
    const theirs = await element({ source: "feedback" }, there);
    await expect(publish({ elementId: theirs })).rejects.toThrow("There is no such report element");
  });
});

test("what a private report is called, the list tells those who may see it", async () => {
  const { id } = await publish();
  const label = async (who: "manager" | "communityManager") => {
    const rows = await listPackages(await scene.cast.can(who, "reports.read"));
    return rows.find((row) => row.id === id)?.element?.label;
  };
  expect(await label("manager")).toMatch(/: Tickets$/);
  expect(await label("communityManager")).toBe("of a private report");
});

test("nothing that can be sent is answered with 500", async () => {
  const { key: name } = await publish();
  const { key: snapshot, id } = await publish({ everyMinutes: 15 });
  await takeSnapshot(id);
  const made = (position: unknown) => Buffer.from(JSON.stringify(["-id", position])).toString("base64url");
  const queries = [
    "limit=0", "limit=99999", "limit=-1", "limit=1e3", "limit=%00", "cursor=", "cursor=x", "cursor=%00", "cursor=r5",
    `cursor=${made(["nothing"])}`, `cursor=${made([null])}`, `cursor=${made([])}`, `cursor=${made({})}`,
    "cursor=s00000000-0000-4000-8000-000000000000.5", "cursor=s-----------------------------------x.1",
    "updatedSince=yesterday", "updatedSince=2026-13-01", "updatedSince=%F0%9F%98%80", "fresh=maybe", "labels=%FF", `format=${"x".repeat(5_000)}`,
  ]; // prettier-ignore
  for (const each of [name, snapshot])
    for (const query of queries) {
      const { status } = await get(`/api/packages/${each}.json?${query}`);
      expect([200, 400, 403], query).toContain(status);
    }
  for (const path of ["%E0%A4%A.json", "..%2f..%2fetc", "a%00b.csv", "x".repeat(500)])
    expect((await get(`/api/packages/${path}`)).status, path).toBe(401);
});
