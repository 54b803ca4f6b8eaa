import { z } from "zod";
import { elementDefinition, styles, type ElementDefinition, type Style } from "@/lib/elements/schema";
import type { ReportElement } from "@/lib/reports/queries";
import { partName, type ReportBlock } from "@/lib/reports/schema";

const { style: _style, ...asked } = elementDefinition.shape;

/** An element as it is built. What it shows otherwise is kept while one looks at the other. */
export const elementForm = z
  .strictObject({
    ...asked,
    shows: z.enum(["summary", "rows"]),
    /** The one that was picked; null follows the data. */
    style: z.enum(styles).nullable(),
    isHalf: z.boolean(),
    name: partName,
    destination: z.enum(["new", "existing"]),
    reportId: z.uuid().nullable(),
    reportName: z.string().trim().max(120, "Use at most 120 characters."),
    /** What it was when it was opened, also of a draft that is taken up again later; null of a new one. */
    seen: z.string().nullable().default(null),
  })
  .superRefine((form, context) => {
    const refuse = (place: string, message: string) => context.addIssue({ code: "custom", path: [place], message });
    if (form.shows === "rows" && form.items.length === 0) refuse("items", "Choose at least one item to show.");
    if (form.shows === "summary" && form.measures.length === 0)
      refuse("measures", "Choose at least one measure, such as Count.");
    if (form.destination === "new" && form.reportName === "") refuse("reportName", "Give the new report a name.");
    if (form.destination === "existing" && form.reportId === null) refuse("reportId", "Choose a report.");
  });
export type ElementDraftForm = z.input<typeof elementForm>;
export type ElementForm = z.output<typeof elementForm>;

export type DraftDefinition = Omit<ElementDefinition, "style">;

/** What the form asks, without its style. @throws ZodError for what the fields themselves refuse */
export function definitionOf(form: ElementDraftForm): DraftDefinition {
  const isSummary = form.shows === "summary";
  return elementDefinition.omit({ style: true }).parse({
    source: form.source,
    filterId: form.filterId,
    condition: form.condition,
    items: isSummary ? [] : form.items,
    groups: isSummary ? form.groups : [],
    measures: isSummary ? form.measures : [],
    sort: form.sort,
    limit: form.limit,
    options: form.options,
  });
}

/** Null while something in it cannot be asked yet. */
export function askableDefinition(form: ElementDraftForm): DraftDefinition | null {
  try {
    const definition = definitionOf(form);
    return definition.items.length + definition.measures.length > 0 ? definition : null;
  } catch (error) {
    if (error instanceof z.ZodError) return null;
    throw error;
  }
}

export function blockOf(form: ElementForm, style: Style): Extract<ReportBlock, { kind: "element" }> {
  return {
    kind: "element",
    name: form.name,
    isHalf: form.isHalf,
    definition: { ...definitionOf(form), style },
  };
}

/** A new element: how many there are, until somebody says more. */
export function emptyForm(source: string, reportId: string | null): ElementDraftForm {
  return {
    source,
    filterId: null,
    condition: { match: "all", conditions: [] },
    shows: "summary",
    items: [],
    groups: [],
    measures: [{ kind: "count" }],
    sort: [],
    limit: null,
    style: null,
    options: { stack: "none", goal: null, labels: false, colors: {} },
    isHalf: false,
    name: "",
    destination: reportId ? "existing" : "new",
    reportId,
    reportName: "",
    seen: null,
  };
}

/** An element that stands in a report, to be changed. */
export function formOf({ name, isHalf, definition, seen }: ReportElement, reportId: string): ElementDraftForm {
  const { style, ...rest } = definition;
  return {
    ...rest,
    style,
    shows: definition.measures.length > 0 ? "summary" : "rows",
    isHalf,
    name,
    destination: "existing",
    reportId,
    reportName: "",
    seen,
  };
}

/** What the styles are judged by, as far as it is there: without ranges and options while those are still being typed. */
export function definitionOrEmpty(form: ElementDraftForm): Pick<DraftDefinition, "groups" | "measures" | "items"> {
  const rest = { ...form, groups: form.groups?.map(({ edges: _, ...group }) => group), options: {} };
  return askableDefinition(form) ?? askableDefinition(rest) ?? { groups: [], measures: [], items: [] };
}
