import { compileTemplate } from "@/lib/tags/check-template";
import type { Place } from "@/lib/tags/compiled";
import { tagPaths } from "@/lib/tags/template";
import { templateOf, type MailTemplates } from "./mail-of";
import type { ActionOf, MacroAction } from "./schema";

export interface ActionTemplate {
  /** Where it stands in the action: `body`, `headers.0.value`. */
  field: string;
  place: Place;
  text: string;
}

/** Every text of an action in which tags are replaced, a mail's from its e-mail template. Secret headers and addresses hold none. */
export function templatesOf(action: MacroAction, mails: MailTemplates): ActionTemplate[] {
  switch (action.kind) {
    case "set_field":
      return [{ field: "value", place: "text", text: action.value }];
    case "set_status":
    case "set_resolution":
    case "set_visibility":
    case "set_blocked":
    case "add_to_team":
    case "remove_from_team":
    case "move_team":
    case "run_macro":
    case "remove_from_project":
    case "delete_user":
      return [];
    case "add_points":
      return [{ field: "reason", place: "text", text: action.reason }];
    case "add_comment":
      return [{ field: "body", place: "text", text: action.body }];
    case "email":
      return textsOfMail(action, mails);
    case "webhook":
      return [
        ...(action.urlSecret ? [] : [{ field: "url", place: "url" as const, text: action.url }]),
        ...action.headers.flatMap((header, index) =>
          "value" in header ? [{ field: `headers.${index}.value`, place: "header" as const, text: header.value }] : [],
        ),
        { field: "body", place: action.contentType, text: action.body },
      ];
  }
}

/** The paths of all tags of an action, each once; read as the sending reads them, since in JSON the quotes of a tag are escaped. */
export function pathsOf(action: MacroAction, mails: MailTemplates): string[] {
  return [...new Set(templatesOf(action, mails).flatMap(({ text, place }) => tagPaths(compileTemplate(text, place))))];
}

function textsOfMail(action: ActionOf<"email">, mails: MailTemplates): ActionTemplate[] {
  const template = templateOf(action, mails);
  if (template === null) return [];
  const { subject, body, text } = template === "own words" ? { ...action, text: null } : template;
  return [
    { field: "subject", place: "text", text: subject },
    { field: "body", place: "text", text: body },
    ...(text === null ? [] : [{ field: "text", place: "text" as const, text }]),
  ];
}
