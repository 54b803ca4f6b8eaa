import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { createElement, Suspense, type ReactNode } from "react";
import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import type { Permission } from "@/lib/auth/permissions";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { storableInput } from "@/lib/json/sanitise";
import { refusal } from "./refusal";

type Params = Record<string, string | string[] | undefined>;

export interface PageContext<P extends Permission> {
  actor: Can<P>;
  /** A segment of the address, decoded. @throws AppError `not_found` when the address has no such segment */
  param: (name: string) => string;
  search: Params;
}

/**
 * The door of every page behind sign-in. The scope is the project of the address, else the community. Nobody signed in → to sign-in and
 * back; no such thing → 404; not allowed → 403 with the right that is missing, and so is whatever else cannot be shown and says why (Next
 * has no page of ours for another status). What takes its time gives a skeleton, shown from when
 * the right is known until `render` is done: what is missing after that is told by the page alone, its status being out already. No
 * loading.tsx, which answers 200 before the door is reached.
 */
export function page<P extends Permission>(
  permission: P,
  render: (context: PageContext<NoInfer<P>>) => Promise<ReactNode>,
  skeleton?: ReactNode,
): (props: { params: Promise<Params>; searchParams: Promise<Params> }) => Promise<ReactNode> {
  return async function Page({ params, searchParams }) {
    const [segments, search, person] = await Promise.all([params, searchParams, currentPerson()]);
    const param = (name: string): string => segment(segments, name);
    const context = await answered(async () => {
      const scope = segments.project === undefined ? "community" : { project: param("project") };
      const actor = await authorize(person?.personId ?? null, scope, permission);
      return { actor, param, search: storableInput({ ...search }) as Params };
    });
    const screen = () => answered(() => render(context)).finally(() => refusal().resolve(null));
    return skeleton ? createElement(Suspense, { fallback: skeleton }, createElement(screen)) : await screen();
  };
}

async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // However the page ends, nobody may go on waiting for what it says.
    refusal().resolve(
      error instanceof AppError && hasWords(error.code) ? { code: error.code, message: error.message } : null,
    );
    if (error instanceof AppError) return await answer(error);
    throw error;
  }
}

async function answer(error: AppError): Promise<never> {
  if (error.code === "unauthenticated") {
    const wanted = (await headers()).get("x-fieldpost-path") ?? "/";
    redirect(wanted === "/" ? "/login" : `/login?next=${encodeURIComponent(wanted)}`);
  }
  if (error.code === "not_found") notFound();
  forbidden();
}

/** Whether its page says the words of the error. */
function hasWords(code: ErrorCode): boolean {
  return code !== "unauthenticated" && code !== "not_found";
}

function segment(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== "string") throw new AppError("not_found", "There is no such page.");
  try {
    return decodeURIComponent(value);
  } catch {
    // "%E0%A4%A" decodes to nothing, so nothing has that name.
    throw new AppError("not_found", "There is no such page.");
  }
}
