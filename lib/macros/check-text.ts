import type { FieldErrors } from "@/lib/errors/app-error";
import { checkTemplate, describeProblem } from "@/lib/tags/check-template";
import type { Place } from "@/lib/tags/compiled";
import type { TagCatalog } from "@/lib/tags/tag-catalog";

/** The first problem of a template, with its place in the text. */
export function checkText(text: string, field: string, catalog: TagCatalog, place: Place = "text"): FieldErrors {
  const [problem] = checkTemplate(text, catalog, place);
  return problem ? { [field]: describeProblem(text, problem) } : {};
}
