import { feedbackSource } from "./feedback-source";
import type { Source, SourceRef } from "./source";
import { usersSource } from "./users-source";

/** Reads the fields as they are defined now. @throws AppError `not_found` when the project or feedback type is gone. */
export async function loadSource(ref: SourceRef): Promise<Source> {
  return ref.kind === "users" ? usersSource(ref) : feedbackSource(ref);
}
