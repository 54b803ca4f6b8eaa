import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { ScopeRef } from "@/lib/auth/authorize";
import { roleMay } from "@/lib/auth/permissions";
import { testDatabase } from "@/lib/testing/database";
import { differing, leavesOf, replaced } from "./differing";
import { callAction, callRoute, closeDoors, loadDoors, openPage, visitor, type Doors } from "./doors";
import { examples } from "./examples";
import { changes, everything } from "./fingerprint";
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

const community = () => elsewhere.at(-1)?.world ?? here;

const keyOf = (name: string) => {
  const [file = "", exported = ""] = name.split("#");
  return `${path.basename(path.dirname(file))}/${exported}`;
};

const refusals = ["stale", "not_found", "invalid", "forbidden"];

test("every action has an example, and every example an action", () => {
  const actions = doors.actions.filter(({ permission }) => permission !== null).map(({ name }) => keyOf(name));
  expect(Object.keys(examples).toSorted()).toEqual(actions.filter((key) => key !== "settings/loadSample").toSorted());
});

interface Viewpoint {
  scope: ScopeRef;
  own: World;
  others: { name: string; world: World }[];
  /** What of the world is here as well. */
  alsoHere: (world: World) => string[];
}

test("no action of a project takes what belongs elsewhere, or changes anything when it is named", async () => {
  visitor.id = here.cast.people.manager.id;
  const { wrong, tried } = await nameEach({
    scope: { project: "here" },
    own: here,
    others: elsewhere,
    alsoHere: () => [],
  });
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(120);
});

test("no action of the community takes what belongs to a project, or changes anything when it is named", async () => {
  visitor.id = here.cast.people.communityManager.id;
  const { wrong, tried } = await nameEach({
    scope: "community",
    own: community(),
    others: [{ name: "a project", world: here }],
    // Everybody is of the community, and its audit log shows every project's entries.
    alsoHere: ({ tester, testerName, supporter, entry }) => [tester, testerName, supporter, entry],
  });
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(60);
});

/** Every action with an example, and in it one thing of elsewhere at a time. */
async function nameEach({ scope, own, others, alsoHere }: Viewpoint): Promise<{ wrong: string[]; tried: number }> {
  const wrong: string[] = [];
  let tried = 0;
  let known = await everything();
  for (const { name, door } of doors.actions) {
    const example = examples[keyOf(name)];
    if (!example || example.community) continue;
    const input = example.input(own);
    const before = tried;
    for (const { name: owner, world } of others) {
      for (const { place, theirs } of differing(input, example.input(world))) {
        const member = place.join(".");
        if ((owner === "the community" && example.shared?.includes(member)) || alsoHere(world).includes(theirs))
          continue;
        tried += 1;
        const { answer, value } = await callAction(door, scope, replaced(input, place, theirs));
        if (example.ignored?.includes(member) ? answer !== "ok" : !refusals.includes(answer) && !isNothing(value))
          wrong.push(`${name} with ${member} of ${owner}: ${answer} ${JSON.stringify(value)}`);
      }
    }
    if (tried === before) continue;
    const now = await everything();
    const changed = changes(known, now);
    if (changed.length > 0) wrong.push(`${name} changed ${changed.join(", ")}`);
    known = now;
  }
  return { wrong, tried };
}

test("no page shows what belongs elsewhere, and each shows what is its own", async () => {
  const wrong: string[] = [];
  const { communityManager, observer } = here.cast.people;
  for (const { name, file, permission, door } of doors.pages) {
    if (permission === null) continue;
    const isProject = file.includes("[project]");
    const home = isProject ? here : community();
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
    // What only a community manager may, such as reading the Mailbox, is in no project.
    if (!roleMay("manager", route.permission)) continue;
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

test("whatever stands in one place of a right call, it is answered in words", async () => {
  const world = await makeWorld("odd");
  visitor.id = world.cast.people.manager.id;
  const wrong: string[] = [];
  for (const { name, door } of doors.actions) {
    const example = examples[keyOf(name)];
    if (!example || example.community) continue;
    const input = example.input(world);
    for (const place of leavesOf(input))
      for (const odd of [null, "", nobody, -1e15, "x".repeat(50_000)])
        await callAction(door, { project: "odd" }, replaced(input, place, odd)).catch((error: unknown) =>
          wrong.push(`${name} with ${String(odd).slice(0, 40)} as ${place.join(".")}: ${String(error).slice(-300)}`),
        );
  }
  expect(wrong).toEqual([]);
});

const nobody = "00000000-0000-7000-8000-000000000000";

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
