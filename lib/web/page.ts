import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import type { Permission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors/app-error";
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
 * back; no such thing → 404; not allowed → 403 with the right that is missing.
 */
export function page<P extends Permission>(
  permission: P,
  render: (context: PageContext<NoInfer<P>>) => Promise<ReactNode>,
): (props: { params: Promise<Params>; searchParams: Promise<Params> }) => Promise<ReactNode> {
  return async function Page({ params, searchParams }) {
    const [segments, search, person] = await Promise.all([params, searchParams, currentPerson()]);
    const param = (name: string): string => segment(segments, name);
    try {
      const scope = segments.project === undefined ? "community" : { project: param("project") };
      const actor = await authorize(person?.personId ?? null, scope, permission);
      return await render({ actor, param, search: storableInput({ ...search }) as Params });
    } catch (error) {
      if (error instanceof AppError) return await answer(error);
      throw error;
    } finally {
      refusal().resolve(null);
    }
  };
}

async function answer(error: AppError): Promise<never> {
  if (error.code === "unauthenticated") {
    const wanted = (await headers()).get("x-fieldpost-path") ?? "/";
    redirect(wanted === "/" ? "/login" : `/login?next=${encodeURIComponent(wanted)}`);
  }
  if (error.code === "forbidden") {
    refusal().resolve(error.message);
    forbidden();
  }
  if (error.code === "not_found") notFound();
  throw error;
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
