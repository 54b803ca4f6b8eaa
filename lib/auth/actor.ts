import { roleMay, type Permission, type Role } from "./permissions";

/** Where an actor acts: the whole community, or one project. Every `where` takes its project from here. */
export type Scope =
  | { kind: "community"; timeZone: string }
  | { kind: "project"; id: string; key: string; name: string; timeZone: string };

/** How the actor reached us; kept in the audit log. */
export type Via = "browser" | "command line" | "listener" | "job" | "sample" | "invitation";

/** Where a person's request came from. */
export interface RequestFrom {
  ip: string;
  browser: string;
}

export interface Actor {
  /** Null for machines and jobs that act for nobody. */
  readonly personId: string | null;
  readonly name: string;
  /** What "is me" means in a filter; null for machines. */
  readonly username: string | null;
  readonly role: Role;
  readonly scope: Scope;
  readonly via: Via;
  /** Absent for machines, and where a person acts through a job. */
  readonly from?: RequestFrom;
  /** The entry of the audit log whose version is being brought back; what is written meanwhile says so. */
  readonly restores?: string;
}

declare const proof: unique symbol;

/**
 * Proof that the actor holds the right, in the actor's scope. Only `lib/auth/authorize.ts` makes one; a function that reads or changes
 * data takes one, so that a forgotten check does not compile.
 */
export type Can<P extends Permission> = Actor & { readonly [proof]: (permission: P) => void };

export function may(actor: Actor, permission: Permission): boolean {
  return roleMay(actor.role, permission);
}

/** The project of the actor's scope, or null for the community: the value of every `projectId` column. */
export function projectIdOf(actor: Actor): string | null {
  return actor.scope.kind === "project" ? actor.scope.id : null;
}
