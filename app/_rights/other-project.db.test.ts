import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { differing, replaced } from "./differing";
import { callAction, callRoute, closeDoors, loadDoors, openPage, visitor, type Doors } from "./doors";
import { examples } from "./examples";
import { questions, segmentsOf } from "./questions";
import { makeWorld, type World } from "./world/world";

testDatabase();
closeDoors();

let doors: Doors;
let here: World;
/** Another project, and the community: with the same in each. */
let elsewhere: { name: string; world: World }[];

beforeAll(async () => {
  doors = await loadDoors();
  here = await makeWorld("here");
  elsewhere = [
    { name: "another project", world: await makeWorld("there") },
    { name: "the community", world: await makeWorld("community", "community") },
  ];
});

const keyOf = (name: string) => {
  const [file = "", exported = ""] = name.split("#");
  return `${path.basename(path.dirname(file))}/${exported}`;
};

const refusals = ["stale", "not_found", "invalid", "forbidden"];

test("every action has an example, and every example an action", () => {
  const actions = doors.actions.filter(({ permission }) => permission !== null).map(({ name }) => keyOf(name));
  expect(Object.keys(examples).toSorted()).toEqual(actions.filter((key) => key !== "settings/loadSample").toSorted());
});

test("no action takes what belongs elsewhere, or changes anything when it is named", async () => {
  const wrong: string[] = [];
  let tried = 0;
  let known = await everything();
  visitor.id = here.cast.people.manager.id;
  for (const { name, door } of doors.actions) {
    const example = examples[keyOf(name)];
    if (!example || example.community) continue;
    const own = example.input(here);
    for (const { name: owner, world } of elsewhere) {
      for (const { place, theirs } of differing(own, example.input(world))) {
        const member = place.join(".");
        if (owner === "the community" && example.shared?.includes(member)) continue;
        tried += 1;
        const { answer, value } = await callAction(door, { project: "here" }, replaced(own, place, theirs));
        if (example.ignored?.includes(member) ? answer !== "ok" : !refusals.includes(answer) && !isNothing(value))
          wrong.push(`${name} with ${member} of ${owner}: ${answer} ${JSON.stringify(value)}`);
      }
    }
    const now = await everything();
    const changed = changes(known, now);
    if (changed.length > 0) wrong.push(`${name} changed ${changed.join(", ")}`);
    known = now;
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(120);
});

test("no page shows what belongs elsewhere, and each shows what is its own", async () => {
  const wrong: string[] = [];
  const { communityManager, observer } = here.cast.people;
  for (const { name, file, permission, door } of doors.pages) {
    if (permission === null) continue;
    const isProject = file.includes("[project]");
    const home = isProject ? here : (elsewhere.at(-1)?.world ?? here);
    visitor.id = communityManager.id;
    const own = segmentsOf(file, home);
    const got = await openPage(door, own);
    if (got !== "ok") wrong.push(`${name}: ${got}`);
    const others = isProject ? elsewhere : [{ name: "a project", world: here }];
    for (const { name: owner, world } of others) {
      for (const { place, theirs } of differing(own, segmentsOf(file, world))) {
        const [segment = ""] = place;
        if (segment === "project" || shared(isProject, owner).includes(segment)) continue;
        // Who may only look is shown less, so less is asked that could refuse.
        for (const eyes of isProject ? [communityManager, observer] : [communityManager]) {
          visitor.id = eyes.id;
          const seen = await openPage(door, { ...own, [segment]: theirs });
          if (seen !== "not_found" && !(eyes === observer && seen === "forbidden"))
            wrong.push(`${name} with ${segment} of ${owner}: ${seen}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("no route handler tells anything about what belongs elsewhere", async () => {
  const wrong: string[] = [];
  let tried = 0;
  visitor.id = here.cast.people.manager.id;
  for (const route of doors.routes) {
    if (route.permission === null || route.method !== "GET") continue;
    const ask = (world: World) => ({
      segments: segmentsOf(route.file, world),
      query: questions[route.file]?.(world) ?? {},
    });
    const own = ask(here);
    const got = await callRoute(route, { project: "here", ...own.query }, own.segments);
    if (got.answer !== "ok") wrong.push(`${route.name}: ${got.answer} ${got.body.slice(0, 200)}`);
    for (const { name: owner, world } of elsewhere) {
      for (const { place, theirs } of differing(own, ask(world))) {
        tried += 1;
        const asked = replaced(own, place, theirs) as typeof own;
        const { answer, body } = await callRoute(route, { project: "here", ...asked.query }, asked.segments);
        // A list may be empty instead.
        const told = answer === "ok" && idsOf(world).filter((id) => id !== theirs && body.includes(id));
        if (told === false ? !refusals.includes(answer) : told.length > 0)
          wrong.push(`${route.name} with ${place.join(".")} of ${owner}: ${answer}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(20);
});

// The last one: it changes what the others look at.
test("every action does what its example asks for, for who may", async () => {
  const wrong: string[] = [];
  const ends = /^(delete|discard|remove|revoke|setPassword)/;
  const inOrder = [...doors.actions].sort(
    (a, b) => Number(ends.test(exported(a.name))) - Number(ends.test(exported(b.name))),
  );
  for (const { name, door } of inOrder) {
    const example = examples[keyOf(name)];
    if (!example) continue;
    const { manager, communityManager } = here.cast.people;
    visitor.id = (example.community ? communityManager : manager).id;
    const place = example.community ? "community" : { project: "here" };
    const { answer, message } = await callAction(door, place, example.input(here));
    if (answer !== (example.answer ?? "ok")) wrong.push(`${name}: ${message ?? answer}`);
  }
  expect(wrong).toEqual([]);
});

const exported = (name: string) => name.split("#")[1] ?? "";

/** What is not of elsewhere although it is: the community sees everybody, every mail and every change, and shares its data groups. */
function shared(isProject: boolean, owner: string): string[] {
  if (!isProject) return ["user", "mail", "entry"];
  return owner === "the community" ? ["group"] : [];
}

function idsOf(world: World): string[] {
  return Object.values(world).filter((value) => typeof value === "string" && /^[0-9a-f-]{36}$/.test(value)) as string[];
}

/** What is answered where nothing was found: no records, none counted, a test call that finds nobody. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object" || value === null) return false;
  return ("count" in value && value.count === 0) || ("status" in value && value.status === 404);
}

/** A fingerprint of each table, but for the log of calls: what found nothing stands there as well. */
async function everything(): Promise<Map<string, string>> {
  const { rows } = await pool().query<{ name: string; print: string }>(await fingerprint());
  return new Map(rows.map(({ name, print }) => [name, print]));
}

let asked: string | undefined;

async function fingerprint(): Promise<string> {
  if (asked !== undefined) return asked;
  const { rows } = await pool().query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_name !~ '^listener_(call|body)' and (table_schema = 'public' or (table_schema = 'pgboss' and table_name = 'job'))`,
  );
  asked = rows
    .map(
      ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as print from ${name} t`,
    )
    .join(" union all ");
  return asked;
}

function changes(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, print]) => before.get(name) !== print).map(([name]) => name);
}
