import { randomUUID } from "node:crypto";
import { Agent } from "undici";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { authorize } from "@/lib/auth/authorize";
import { alone } from "@/lib/data-packages/alone";
import { savePackage } from "@/lib/data-packages/commands";
import { packageInput } from "@/lib/data-packages/schema";
import { takeSnapshot } from "@/lib/data-packages/take-snapshot";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { elementDefinition } from "@/lib/elements/schema";
import { addBlock } from "@/lib/reports/block-commands";
import { copied, exportedColumns, meanwhile } from "./bulk";
import { fileOf } from "./export-files";
import { loadDuring } from "./load";
import { account } from "./programme";
import type { Measured } from "./table";

/** A data package of all users with ten columns, pulled over HTTP: page by page, as one file, only what changed, and what is known already. */
export async function pullPackages(origin: string): Promise<Measured[]> {
  const agent = new Agent({ connections: 2, pipelining: 1 });
  const users = await db.participation.count();
  const { address, id, headers } = await publish();
  const get = caller(agent, `${origin}${address}`, headers);
  await get(".json?limit=1");
  const reading = turnAllPages(get);
  const still = await loadDuring(reading, fileOf(agent, origin));
  const { times, ms, rows, item } = await reading;
  const file = await get(".csv");
  const json = (rows / ms) * 1000;
  const csv = (users / file.ms) * 1000;
  const bare = { json: bareJson(item, rows), csv: (users / (await copied())) * 1000 };
  const results: Measured[] = [
    {
      what: `${rows.toLocaleString("en")} users as JSON, 10,000 a page`,
      perSecond: json,
      ratio: json / bare.json,
      note: "rows",
    },
    { what: "its first tenth of pages", ...spread(times.slice(0, Math.ceil(times.length / 10))) },
    { what: "its last tenth of pages", ...spread(times.slice(-Math.ceil(times.length / 10))) },
    meanwhile("a still file of the web process meanwhile", still),
    { what: "rows in memory to JSON", perSecond: bare.json, note: "rows, to nowhere" },
    {
      what: "all as one CSV file",
      perSecond: csv,
      ratio: csv / bare.csv,
      note: `rows; ${(file.bytes / 1e6).toFixed(0)} MB`,
    },
    { what: "the same values by COPY", perSecond: bare.csv, note: "rows, to nowhere" },
    { what: "a page of 1,000", ...(await often(() => get(".json"))) },
    { what: "its 304, read anew", ...(await unchanged(get, ".json")) },
  ];
  const since = await changeSome(100);
  results.push(
    { what: "only 100 changed", ...(await often(() => get(`.json?updatedSince=${since}`, 100))) },
    { what: "only what changed, nothing", ...(await often(() => get(".json?updatedSince=2999-01-01", 0))) },
    {
      what: "what changed since long ago, everything",
      ...(await often(() => get(".json?updatedSince=2001-01-01", 1_000))),
    },
  );
  const took = await snapshotTaken(id);
  const kept = await get(".csv");
  results.push(
    { what: "taking a snapshot", perSecond: (users / took) * 1000, note: `rows; ${(took / 1000).toFixed(1)} s` },
    { what: "the snapshot as one CSV file", perSecond: (users / kept.ms) * 1000, note: "rows" },
    { what: "a page of 1,000 of the snapshot", ...(await often(() => get(".json"))) },
    { what: "a page of 10,000 of the snapshot", ...(await often(() => get(".json?limit=10000"))) },
    { what: "its 304", ...(await unchanged(get, ".json?limit=10000")) },
  );
  await agent.close();
  return results;
}

/** Milliseconds. The worker, whose minute may come meanwhile, leaves it alone. */
async function snapshotTaken(id: string): Promise<number> {
  let took = 0;
  await alone(`snapshot ${id}`, async () => {
    await db.dataPackage.update({ where: { id }, data: { everyMinutes: 1440 } });
    const from = performance.now();
    await takeSnapshot(id);
    took = performance.now() - from;
  });
  return took;
}

async function publish() {
  const person = await db.user.findFirstOrThrow({ where: { email: account.email }, select: { id: true } });
  const { id: apiKeyId, key } = await createApiKey(
    await authorize(person.id, "community", "apiKeys.write"),
    apiKeyInput.parse({ name: "Bench" }),
  );
  const actor = await authorize(person.id, { project: "bench" }, "reports.write");
  const paths = exportedColumns.split(",");
  const definition = elementDefinition.parse({
    source: "users",
    items: paths.map((path) => ({ path })),
    style: "table",
  });
  const { id: elementId } = await addBlock(actor, {
    destination: { kind: "new", name: "Packages" },
    block: { kind: "element", name: "Users", isHalf: false, definition },
  });
  const id = randomUUID();
  const input = { id, kind: "package", name: "Users", key: "users", apiKeyId, elementId, confirmed: paths };
  await savePackage(actor, packageInput.parse(input));
  return { id, address: "/api/packages/users", headers: { "x-api-key": key } };
}

interface Got {
  ms: number;
  bytes: number;
  etag: string;
  text: string;
}
type Get = (rest: string, rows?: number, more?: Record<string, string>) => Promise<Got>;

/** @param rows how many items there must be */
function caller(agent: Agent, address: string, headers: Record<string, string>): Get {
  const { origin, pathname } = new URL(address);
  return async (rest, rows, more = {}) => {
    const from = performance.now();
    const path = pathname + rest;
    const answer = await agent.request({
      origin,
      path,
      method: "GET",
      headers: { ...headers, ...more },
      bodyTimeout: 0,
    });
    const isFile = rest === ".csv";
    let bytes = 0;
    const pieces: Buffer[] = [];
    for await (const piece of answer.body) {
      bytes += (piece as Buffer).length;
      if (!isFile) pieces.push(piece as Buffer);
    }
    const ms = performance.now() - from;
    const text = Buffer.concat(pieces).toString();
    if (answer.statusCode !== ("if-none-match" in more ? 304 : 200))
      throw new Error(`${path} answered ${answer.statusCode} ${text}`);
    if (rows !== undefined && pageIn(text).items.length !== rows) throw new Error(`${path} has other rows`);
    return { ms, bytes, etag: String(answer.headers.etag ?? ""), text };
  };
}

async function turnAllPages(get: Get) {
  const times: number[] = [];
  let rows = 0;
  let item: unknown;
  let cursor = "";
  do {
    const { ms, text } = await get(`.json?limit=10000${cursor && `&cursor=${cursor}`}`);
    times.push(ms);
    const page = pageIn(text);
    rows += page.items.length;
    item ??= page.items[0];
    cursor = page.next ?? "";
  } while (cursor);
  // What reading the answers took is the reader's.
  return { times, ms: times.reduce((sum, each) => sum + each, 0), rows, item };
}

function pageIn(text: string) {
  return JSON.parse(text) as { items: unknown[]; next: string | null };
}

/** @returns rows per second */
function bareJson(item: unknown, rows: number): number {
  const from = performance.now();
  let bytes = 0;
  for (let n = 0; n < rows; n++) bytes += Buffer.from(JSON.stringify(item)).length;
  return bytes && (rows / (performance.now() - from)) * 1000;
}

async function unchanged(get: Get, rest: string) {
  const { etag } = await get(rest);
  return often(() => get(rest, undefined, { "if-none-match": etag }));
}

/** Half of them by their external data. @returns since when */
async function changeSome(count: number): Promise<string> {
  const since = new Date(Date.now() + 60_000);
  const some = (from: number, to: number) =>
    `select id from app_user where username like 'tester%' and substr(username, 7)::int % 50 <> 0 order by username offset ${from} limit ${to}`;
  await pool().query(`update app_user set updated_at = $1 where id in (${some(0, count / 2)})`, [since]);
  await pool().query(
    `update external_data_record set updated_at = $1 where record_id in (${some(count / 2, count / 2)})`,
    [since],
  );
  return since.toISOString();
}

async function often(run: () => Promise<Got>) {
  const times: number[] = [];
  for (let n = 0; n < 20; n++) times.push((await run()).ms);
  return spread(times);
}

function spread(times: readonly number[]): Pick<Measured, "p50" | "p95"> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
