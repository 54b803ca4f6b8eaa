import type { FieldValues } from "@/lib/fields/field";
import { checkTags } from "./check-tags";
import { compileTemplate } from "./check-template";
import { checkHeaderName, compileHeader } from "./compile-header";
import type { Compiled, Place, RenderProblem } from "./compiled";
import type { TagCatalog } from "./tag-catalog";
import { type Problem, tagPaths } from "./template";

/** A request as a macro holds it. The value of a secret header is a reference the sender resolves: it is passed on, never read. */
export interface RequestTemplate {
  method: string;
  url: string;
  headers: readonly { name: string; value: string; secret: boolean }[];
  contentType: "json" | "form";
  body: string;
}

/** `field` is where it stands: `url`, `headers.0.name`, `headers.0.value`, `body`. */
export type RequestProblem = Problem & { field: string };

/** `body` is null where nothing is sent. `empties` are the tags that printed nothing. */
export interface RenderedRequest {
  method: string;
  url: string;
  headers: { name: string; value: string; secret: boolean }[];
  contentType: "json" | "form";
  body: string | null;
  empties: string[];
}

export type RequestRendering =
  { ok: true; request: RenderedRequest } | { ok: false; problem: RenderProblem & { field: string } };

export interface CompiledRequest {
  /** The paths of all tags, each once. */
  paths: string[];
  render(values: FieldValues): RequestRendering;
}

/** Reads a whole request once: what keeps it from being saved, by field, or the means to render it for any number of records. */
export function compileRequest(
  template: RequestTemplate,
  catalog: TagCatalog,
): { ok: true; request: CompiledRequest } | { ok: false; problems: RequestProblem[] } {
  const fields = fieldsOf(template);
  const problems = [
    ...template.headers.flatMap((header, index) => {
      const message = checkHeaderName(header.name);
      return message ? [{ field: `headers.${index}.name`, from: 0, to: header.name.length, message }] : [];
    }),
    ...fields.flatMap(({ field, place, compiled }) =>
      [...(compiled.ok ? [] : compiled.problems), ...checkTags(compiled.tags, catalog, place)].map((problem) => ({
        field,
        ...problem,
      })),
    ),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const paths = tagPaths({ tags: fields.flatMap(({ compiled }) => compiled.tags) });
  return { ok: true, request: { paths, render: (values) => renderRequest(template, fields, values) } };
}

interface RequestField {
  field: string;
  place: Place;
  compiled: Compiled;
}

function fieldsOf(template: RequestTemplate): RequestField[] {
  const fields: RequestField[] = [{ field: "url", place: "url", compiled: compileTemplate(template.url, "url") }];
  for (const [index, { name, value, secret }] of template.headers.entries()) {
    if (!secret)
      fields.push({ field: `headers.${index}.value`, place: "header", compiled: compileHeader(value, name) });
  }
  if (!sendsNoBody(template)) {
    fields.push({
      field: "body",
      place: template.contentType,
      compiled: compileTemplate(template.body, template.contentType),
    });
  }
  return fields;
}

/** GET and DELETE go without a body where none is written; a form may have no fields. */
function sendsNoBody({ method, contentType, body }: RequestTemplate): boolean {
  return body.trim() === "" && (contentType === "form" || ["GET", "HEAD", "DELETE"].includes(method.toUpperCase()));
}

function renderRequest(
  template: RequestTemplate,
  fields: readonly RequestField[],
  values: FieldValues,
): RequestRendering {
  const texts = new Map<string, string>();
  const empties = new Set<string>();
  for (const { field, compiled } of fields) {
    const rendered = compiled.ok ? compiled.render(values) : undefined;
    if (!rendered) throw new Error("a request with problems was rendered");
    if (!rendered.ok) return { ok: false, problem: { field, ...rendered.problem } };
    texts.set(field, rendered.text);
    for (const path of rendered.empties) empties.add(path);
  }
  return {
    ok: true,
    request: {
      method: template.method,
      url: texts.get("url") ?? "",
      headers: template.headers.map((header, index) => ({
        ...header,
        value: texts.get(`headers.${index}.value`) ?? header.value,
      })),
      contentType: template.contentType,
      body: texts.get("body") ?? null,
      empties: [...empties],
    },
  };
}
