import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Screens that nobody is signed in for, and endpoints that judge their callers themselves. Everything else goes through a door. */
const open = {
  pages: ["app/invitation/[token]/page.tsx", "app/login/page.tsx", "app/setup/page.tsx"],
  routes: [
    "app/api/auth/[...nextauth]/route.ts",
    "app/api/echo/[kind]/route.ts",
    "app/api/health/route.ts",
    "app/api/listeners/[key]/[[...value]]/route.ts",
  ],
  actions: ["app/(hub)/sign-out.ts", "app/invitation/[token]/actions.ts", "app/setup/actions.ts"],
};

const read = (file: string) => readFileSync(file, "utf8");
const files = (pattern: string) => globSync(pattern).sort();

test("every page asks for a right before it draws", () => {
  const pages = files("app/**/page.tsx").filter((file) => !open.pages.includes(file));
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.filter((file) => !/export default page\(\s*"/.test(read(file)))).toEqual([]);
});

test("every route handler asks for a right before it answers", () => {
  const routes = files("app/**/route.ts").filter((file) => !open.routes.includes(file));
  expect(routes.length).toBeGreaterThan(3);
  for (const file of routes) {
    const handlers = [
      ...read(file).matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b(.*)/g),
    ];
    expect(handlers.length, file).toBeGreaterThan(0);
    expect(
      handlers.filter(([, , rest]) => !rest?.startsWith(" = route(")),
      file,
    ).toEqual([]);
  }
});

test("every server action asks for a right before it acts", () => {
  const actions = files("app/**/*.ts").filter(
    (file) => read(file).startsWith('"use server"') && !open.actions.includes(file),
  );
  expect(actions.length).toBeGreaterThan(3);
  for (const file of actions) {
    const exported = [...read(file).matchAll(/^export (?!type|interface)(.*)/gm)].map(([, rest]) => rest ?? "");
    expect(
      exported.filter((line) => !/^const \w+ = action\(/.test(line)),
      file,
    ).toEqual([]);
  }
});

test("what is open is still there, so that the list does not outlive it", () => {
  const listed = [...open.pages, ...open.routes, ...open.actions];
  expect(listed.filter((file) => !existsSync(file))).toEqual([]);
});
