import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { ImportKind } from "./schema";

/** Importing takes the rights that one needs to do the same by hand: whoever brings in people adds members. @throws AppError `forbidden` */
export function requireRight(actor: Can<"externalData.write">, kind: ImportKind): void {
  if (kind === "users") also(actor, "members.write");
}
