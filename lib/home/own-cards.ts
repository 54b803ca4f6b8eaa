import { projectIdOf, type Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { owner } from "@/lib/filters/sharing";

/** Whose cards, of which home page. */
export function ownHere(actor: Can<"filters.write">) {
  return { personId: owner(actor), projectId: projectIdOf(actor) };
}

export function noSuchCard(): AppError {
  return new AppError("not_found", "This count is not on your home page any more.");
}
