import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { isValidElement, Suspense, type ReactNode } from "react";
import { afterAll, vi } from "vitest";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import type { ErrorCode } from "@/lib/errors/app-error";
import type { Action } from "@/lib/web/action";

/** `elsewhere` is a redirect that is not to sign-in. */
export type Answer = ErrorCode | "ok" | "elsewhere";

interface Found<D> {
  /** The file, and for all but pages what it exports. */
  name: string;
  file: string;
  /** Null for what no door made. */
  permission: Permission | null;
  door: D;
}

type Segments = Record<string, string>;
export type Page = (props: { params: Promise<Segments>; searchParams: Promise<Segments> }) => Promise<ReactNode>;
type Handler = (request: Request, context: { params: Promise<Segments> }) => Promise<Response>;

export interface Doors {
  pages: Found<Page>[];
  routes: (Found<Handler> & { method: string })[];
  actions: Found<Action<unknown>>[];
}

/** Who is signed in for whoever asks next; null for nobody. */
export const visitor: { id: string | null } = { id: null };

/** A session that nobody has. */
const sessionId = "00000000-0000-7000-8000-00000000005e";

const declared = new WeakMap<object, Permission>();
const makers = ["@/lib/web/page", "@/lib/web/route", "@/lib/web/action"];

/**
 * Everything in `app` that answers a browser, with the right its door asks for, read from the doors themselves as they are made. They
 * are the real ones; only who is signed in and Next’s request are faked. Call it in a hook or a test, after `closeDoors` at the top.
 */
export async function loadDoors(): Promise<Doors> {
  vi.stubEnv("__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS", "true");
  for (const each of makers) vi.doMock(each, async (original) => noted(await original<object>()));
  vi.doMock("@/lib/auth/current-person", () => ({
    currentPerson: () => Promise.resolve(visitor.id && { personId: visitor.id, sessionId }),
  }));
  vi.doMock("next/headers", () => ({ headers: () => Promise.resolve(new Headers({ "x-fieldpost-path": "/wanted" })) }));

  const pages = await exportsOf<Page>(sources("app/**/page.tsx"), (name) => name === "default");
  const routes = await exportsOf<Handler>(sources("app/**/route.ts"), (name) => /^[A-Z]+$/.test(name));
  const isAction = (file: string) => readFileSync(file, "utf8").startsWith('"use server"');
  const actions = await exportsOf<Action<unknown>>(sources("app/**/*.{ts,tsx}").filter(isAction), () => true);
  return {
    pages: pages.map((page) => ({ ...page, name: page.file })),
    routes: routes.map((route) => ({ ...route, method: route.name.split("#")[1] ?? "" })),
    actions,
  };
}

/** Leaves nothing mocked for the test file that comes after this one. */
export function closeDoors(): void {
  afterAll(() => {
    for (const each of [...makers, "@/lib/auth/current-person", "next/headers"]) vi.doUnmock(each);
    vi.unstubAllEnvs();
    vi.resetModules();
  });
}

const sources = (pattern: string) => globSync(pattern).sort();

async function exportsOf<D extends object>(files: string[], isWanted: (name: string) => boolean): Promise<Found<D>[]> {
  const found: Found<D>[] = [];
  for (const file of files) {
    const loaded = (await import(/* @vite-ignore */ path.resolve(file))) as Record<string, D>;
    for (const [name, door] of Object.entries(loaded))
      if (isWanted(name)) found.push({ name: `${file}#${name}`, file, permission: declared.get(door) ?? null, door });
  }
  return found;
}

/** The same functions, each of which notes for which right it made a door. */
function noted<Module extends object>(module: Module): Module {
  const members = Object.entries(module as Record<string, (...given: unknown[]) => object>);
  return Object.fromEntries(members.map(([name, make]) => [name, noting(make)])) as Module;
}

function noting(make: (...given: unknown[]) => object) {
  return (...given: unknown[]) => {
    const door = make(...given);
    declared.set(door, given[0] as Permission);
    return door;
  };
}

/** How the page ends. @throws whatever the page throws that is not meant as an answer */
export async function openPage(page: Page, params: Segments, search: Segments = {}): Promise<Answer> {
  try {
    await draw(await page({ params: Promise.resolve(params), searchParams: Promise.resolve(search) }));
    return "ok";
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.endsWith(";404")) return "not_found";
    if (digest.endsWith(";403")) return "forbidden";
    if (digest.startsWith("NEXT_REDIRECT")) return digest.includes(";/login") ? "unauthenticated" : "elsewhere";
    throw error;
  }
}

/** Runs the parts of a page that ask for data by themselves; what only draws stays undrawn. */
async function draw(node: ReactNode, isAwaited = false): Promise<void> {
  if (Array.isArray(node)) {
    for (const each of node as ReactNode[]) await draw(each);
    return;
  }
  if (!isValidElement<{ children?: ReactNode }>(node)) return;
  const { type, props } = node;
  if (typeof type === "function" && (isAwaited || type.constructor.name === "AsyncFunction"))
    return draw(await (type as (given: unknown) => Promise<ReactNode>)(props));
  // What a page draws behind its skeleton is a plain function.
  await draw(props.children, type === Suspense);
}

/** The value, and how it ended. */
export async function callAction(
  act: Action<unknown>,
  scope: ScopeRef,
  input: unknown,
): Promise<{ answer: Answer; value?: unknown; message?: string }> {
  const result = await act(scope, input);
  return result.ok
    ? { answer: "ok", value: result.value }
    : { answer: result.error.code, message: JSON.stringify(result.error) };
}

/** What the handler answers to a browser that shows a page of `site`, as browsers say it. */
export async function callRoute(
  { door, method }: Doors["routes"][number],
  query: Record<string, string>,
  params: Segments = {},
  site = "same-origin",
): Promise<{ answer: Answer; body: string }> {
  const url = `http://localhost:3000/api?${new URLSearchParams(query).toString()}`;
  const response = await door(new Request(url, { method, headers: { "sec-fetch-site": site } }), {
    params: Promise.resolve(params),
  });
  // A file is written while it is read.
  const body = await response.text();
  return { answer: response.ok ? "ok" : (JSON.parse(body) as { error: ErrorCode }).error, body };
}
