import { authorizeSystem } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";

/** The sample acts as nobody, in the scope it is told. */
export function as<P extends Permission>(scope: Scope, permission: P) {
  return authorizeSystem(scope, permission, { via: "sample", name: "Sample programme" });
}
