import { globSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { ScopeRef } from "@/lib/auth/authorize";
import { communityRoles, permissions, projectRoles, roleMay, type Permission, type Role } from "@/lib/auth/permissions";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { callAction, callRoute, closeDoors, loadDoors, openPage, visitor, type Answer, type Doors } from "./doors";
import { rightsInTable, tableSays } from "./table";

/** What answers without asking for a right, and why it may. Everything else goes through page(), route() or action(). */
const open: Record<string, string> = {
  "app/login/page.tsx": "nobody is signed in yet",
  "app/setup/page.tsx": "there is no account yet; it answers 404 once there is",
  "app/setup/actions.ts#setUp": "makes the first account, and only the first",
  "app/invitation/[token]/page.tsx": "the link is what lets in; it tells what stands in the mail",
  "app/invitation/[token]/actions.ts#register": "the link is what lets in, once",
  "app/invitation/[token]/actions.ts#join": "the link is what lets in, once, and only whom it was sent to",
  "app/(hub)/sign-out.ts#signOut": "ends the session of whoever asks",
  "app/api/auth/[...nextauth]/route.ts#GET": "signing in",
  "app/api/auth/[...nextauth]/route.ts#POST": "signing in",
  "app/api/echo/[kind]/route.ts#POST": "keeps nothing, changes nothing",
  "app/api/health/route.ts#GET": "says only whether we are well",
  "app/unsubscribe/[token]/page.tsx": "shows what the signed link of a mail can end",
  "app/api/unsubscribe/[token]/route.ts#GET": "leads to that page",
  "app/api/unsubscribe/[token]/route.ts#POST": "ends what the signed link of a mail names, and opens nothing",
  ...Object.fromEntries(
    ["packages/[key]", "lookups/[key]/[[...value]]"].flatMap((path) =>
      ["GET", "HEAD"].map((method) => [
        `app/api/${path}/route.ts#${method}`,
        "proves the credential of the call itself",
      ]),
    ),
  ),
  "app/report-mail/[token]/page.tsx": "shows what the signed link of a report's mail can end",
  "app/api/report-mail/[token]/route.ts#GET": "leads to that page",
  "app/api/report-mail/[token]/route.ts#POST": "ends what the signed link names, for one address, and opens nothing",
  "app/keep-sending/[token]/page.tsx": "shows which distribution the signed link of a warning is about",
  "app/api/keep-sending/[token]/route.ts#POST": "keeps sending what the signed link names, to whom it was sent before",
  "app/report-file/[token]/page.tsx": "shows which file the signed link of a mail opens",
  "app/api/report-files/[token]/route.ts#GET": "the signed link opens one file that was sent, for thirty days",
  "app/api/report-files/[token]/route.ts#POST": "says that the report is read, and leads to that file",
  "app/api/report-open/[token]/route.ts#GET": "leads to a report, whose page asks who is there",
  ...Object.fromEntries(
    ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].map((method) => [
      `app/api/listeners/[key]/[[...value]]/route.ts#${method}`,
      "proves the credential of the call itself",
    ]),
  ),
};

/** Pages whose door is the home's, because they say more to who may not: which people make API keys. */
const asksMore: Record<string, Permission> = {
  "app/(hub)/(community)/community/api-keys/page.tsx": "apiKeys.write",
  "app/(hub)/(community)/community/api-keys/new/page.tsx": "apiKeys.write",
  "app/(hub)/(community)/community/api-keys/[key]/page.tsx": "apiKeys.write",
};

/** By where they ask: the role there, null for no part in it. */
interface Asker {
  who: string;
  id: string | null;
  community: Role;
  here: Role | null;
}

testDatabase();
closeDoors();

let doors: Doors;
let there: Cast;
let here: Cast;
let askers: Asker[];

beforeAll(async () => {
  doors = await loadDoors();
  [here, there] = [await makeCast("here"), await makeCast("there")];
  const { communityManager, stranger } = here.people;
  askers = [
    ...projectRoles.map((role) => ({ who: role, id: here.people[role].id, community: "member", here: role }) as const),
    { who: "stranger", id: stranger.id, community: "member", here: null },
    { who: "manager of another project", id: there.people.manager.id, community: "member", here: null },
    {
      who: "community manager",
      id: communityManager.id,
      community: "community_manager",
      here: "community_manager",
    },
    { who: "nobody", id: null, community: "member", here: null },
  ];
});

test("the rights are those of the table", () => {
  expect(rightsInTable.toSorted()).toEqual(permissions.toSorted());
  const wrong = [...communityRoles, ...projectRoles].flatMap((role) =>
    permissions.filter((permission) => roleMay(role, permission) !== tableSays(role, permission)).map((p) => [role, p]),
  );
  expect(wrong).toEqual([]);
});

test("whatever asks for no right is listed, and what is listed is still there", () => {
  const { pages, routes, actions } = doors;
  expect(pages.length).toBeGreaterThan(100);
  expect(routes.length).toBeGreaterThan(25);
  expect(actions.length).toBeGreaterThan(60);
  const without = [...pages, ...routes, ...actions].filter(({ permission }) => permission === null);
  expect(without.map(({ name }) => name).toSorted()).toEqual(Object.keys(open).toSorted());
});

test("there is no server action in any other file", () => {
  const says = (file: string) => /^\s*["']use server["']/m.test(readFileSync(file, "utf8"));
  const files = globSync("{app,components,lib}/**/*.{ts,tsx}").filter((file) => !file.startsWith("app/_rights/"));
  expect(files.filter(says).toSorted()).toEqual([...new Set(doors.actions.map(({ file }) => file))].toSorted());
});

// Kept as a file (`vitest -u` writes it), so that whoever makes a door or changes the right it asks for sees it in the review.
test("every door asks for the right that is written down for it", async () => {
  const { pages, routes, actions } = doors;
  const asked = [...pages, ...routes, ...actions].map(({ name, permission }) => `${permission ?? "-"} ${name}\n`);
  await expect(asked.join("")).toMatchFileSnapshot("doors.txt");
});

test("every page opens for those who may, and for nobody else", { timeout: 60_000 }, async () => {
  const wrong: string[] = [];
  for (const { name, file, permission, door } of doors.pages) {
    if (permission === null) continue;
    const segments = [...file.matchAll(/\[(\w+)\]/g)].map(([, segment = ""]) => segment);
    for (const [place, scope] of segments.includes("project") ? projects() : community()) {
      for (const asker of askersOf(scope)) {
        const wanted = expected(asker, scope, asksMore[file] ?? permission);
        // Strange and missing records must not break a page; what is there has a test of its own.
        for (const given of mayAll(asker) ? ["nothing", "%E0%A4%A", nobody] : ["nothing"]) {
          const params = Object.fromEntries(segments.map((segment) => [segment, given]));
          if (scope !== "community") params.project = scope.project;
          const got = await as(asker, () => openPage(door, params));
          if (wanted === "ok" ? !["ok", "not_found", "elsewhere"].includes(got) : got !== wanted)
            wrong.push(`${name} ${place} for ${asker.who}: ${got} instead of ${wanted}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test(
  "every action asks for the right before it looks at what was sent, and then takes nothing that it does not know",
  { timeout: 60_000 },
  async () => {
    const wrong: string[] = [];
    for (const { name, permission, door } of doors.actions) {
      if (permission === null) continue;
      for (const [place, scope] of [...projects(), ...community()]) {
        for (const asker of askersOf(scope)) {
          const wanted = expected(asker, scope, permission);
          for (const input of mayAll(asker) ? hostile : hostile.slice(0, 1)) {
            const { answer: got } = await as(asker, () => callAction(door, scope, input));
            if (got !== (wanted === "ok" ? "invalid" : wanted))
              wrong.push(
                `${name} ${place} for ${asker.who} with ${JSON.stringify(input)}: ${got} instead of ${wanted}`,
              );
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  },
);

test("an action in no place at all finds nothing", async () => {
  const places = [undefined, null, "", { project: 1 }, { project: "here", also: "there" }, ["community"]];
  const wrong: string[] = [];
  for (const { name, permission, door } of doors.actions) {
    if (permission === null) continue;
    for (const place of places) {
      const { answer: got } = await as(askers.at(-2), () => callAction(door, place as ScopeRef, {}));
      if (got !== "not_found") wrong.push(`${name} in ${JSON.stringify(place)}: ${got}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("every route handler answers those who may, and nobody else", async () => {
  const wrong: string[] = [];
  for (const route of doors.routes) {
    if (route.permission === null) continue;
    for (const [place, scope] of [...projects(), ...community()]) {
      for (const asker of askersOf(scope)) {
        const wanted = expected(asker, scope, route.permission);
        const params = Object.fromEntries(
          [...route.file.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => [name, "nothing"]),
        );
        const { answer: got } = await as(asker, () => callRoute(route, scope === "community" ? {} : scope, params));
        if (wanted === "ok" ? ["forbidden", "unauthenticated"].includes(got) : got !== wanted)
          wrong.push(`${route.name} ${place} for ${asker.who}: ${got} instead of ${wanted}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("no other site can have a browser write through a route handler", async () => {
  const writing = doors.routes.filter(({ permission, method }) => permission && !["GET", "HEAD"].includes(method));
  expect(writing.length).toBeGreaterThan(0);
  for (const route of writing)
    for (const site of ["", "cross-site", "same-site"]) {
      const { answer } = await as(askers.at(-2), () => callRoute(route, { project: here.project.key }, {}, site));
      expect(answer, `${route.name} ${site}`).toBe("forbidden");
    }
});

const nobody = "00000000-0000-7000-8000-000000000000";

/** Nothing that any action takes: the wrong kind, a member too many, what a database cannot hold. */
const hostile: unknown[] = [
  { id: nobody, "\0": { $ne: null }, __proto__: { role: "manager" }, more: [[[]]] },
  undefined,
  null,
  "'; drop table app_user; --\0\uD800",
  { id: { in: [] }, ids: "all" },
  [{}],
];

const mayAll = (asker: Asker) => asker.community === "community_manager";

/** Elsewhere all who have no part in it are alike; it is enough that one of them asks. */
function askersOf(scope: ScopeRef): Asker[] {
  if (scope === "community" || scope.project === here.project.key) return askers;
  return askers.filter(({ who, here: role }) => role === null || role === "manager" || who === "community manager");
}

type Place = [name: string, scope: ScopeRef];

function projects(): Place[] {
  return [
    ["in this project", { project: here.project.key }],
    ["in another project", { project: there.project.key }],
    ["in no project", { project: "nowhere" }],
  ];
}

function community(): Place[] {
  return [["in the community", "community"]];
}

function expected(asker: Asker, scope: ScopeRef, permission: Permission): Answer {
  if (asker.id === null) return "unauthenticated";
  const role = scope === "community" ? asker.community : roleIn(asker, scope.project);
  if (role === null) return "not_found";
  return tableSays(role, permission) ? "ok" : "forbidden";
}

function roleIn({ id, community: role, here: inHere }: Asker, project: string): Role | null {
  if (project === here.project.key) return inHere;
  if (project !== there.project.key) return null;
  if (id === there.people.manager.id) return "manager";
  return role === "community_manager" ? role : null;
}

async function as<T>(asker: Asker | undefined, work: () => Promise<T>): Promise<T> {
  visitor.id = asker?.id ?? null;
  return await work();
}
