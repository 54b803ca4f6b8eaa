import { z } from "zod";
import {
  packageInput,
  snapshotWords,
  type PackageInput,
  type PackageKind,
  type PackageRow,
  type PublishableElement,
} from "@/lib/data-packages/schema";

/** It as its form holds it. */
export interface PackageForm {
  name: string;
  key: string;
  enabled: boolean;
  elementId: string | null;
  apiKeyId: string | null;
  headerOnly: boolean;
  allowFresh: boolean;
  /** Minutes as a text, "" for never. */
  every: string;
  lookupField: string | null;
  /** That the personal data of this element may leave. */
  agreed: boolean;
}

export const everyOptions = [
  { value: "", label: "Never: read at every pull" },
  ...Object.entries(snapshotWords).map(([value, label]) => ({ value, label })),
];

export interface PackageFrame {
  id: string;
  kind: PackageKind;
  elements: readonly PublishableElement[];
}

export function formOf(
  row: PackageRow | null,
  { elements }: PackageFrame,
  first: { elementId: string | null; apiKeyId: string | null },
): PackageForm {
  const element = elements.find(({ id }) => id === (row ? row.element?.id : first.elementId));
  return {
    name: row?.name ?? element?.name ?? "",
    key: row?.key ?? "",
    enabled: row?.enabled ?? true,
    elementId: element?.id ?? null,
    apiKeyId: row?.apiKey.id ?? first.apiKeyId,
    headerOnly: row?.headerOnly ?? false,
    allowFresh: row?.allowFresh ?? false,
    every: row?.everyMinutes ? String(row.everyMinutes) : "",
    lookupField: row?.lookupField ?? null,
    agreed: row !== null && personalOf(element).every(({ key }) => row.confirmed.includes(key)),
  };
}

export function personalOf(element: PublishableElement | undefined): PublishableElement["columns"] {
  return element?.columns.filter(({ isPersonal }) => isPersonal) ?? [];
}

/** What the form says, as it is saved. */
export function inputOf(form: PackageForm, { id, kind, elements }: PackageFrame): unknown {
  const { name, key, enabled, elementId, apiKeyId, headerOnly, agreed } = form;
  const element = elements.find((each) => each.id === elementId);
  const confirmed = agreed ? personalOf(element).map((column) => column.key) : [];
  const common = { id, kind, name, key, enabled, elementId, apiKeyId, headerOnly, confirmed };
  if (kind === "lookup") return { ...common, lookupField: form.lookupField };
  return { ...common, everyMinutes: form.every === "" ? null : Number(form.every), allowFresh: form.allowFresh };
}

/** Checks the form by the schema of what is saved. */
export function packageFormSchema(frame: PackageFrame): z.ZodType<PackageForm, PackageForm> {
  return z.custom<PackageForm>().superRefine((form, context) => {
    const parsed = packageInput.safeParse(inputOf(form, frame));
    for (const issue of parsed.error?.issues ?? [])
      context.addIssue({ code: "custom", message: wordOf(issue), path: issue.path });
    const personal = personalOf(frame.elements.find(({ id }) => id === form.elementId));
    if (personal.length > 0 && !form.agreed)
      context.addIssue({
        code: "custom",
        path: ["agreed"],
        message: "Confirm that the personal data may leave, or choose another element.",
      });
  });
}

export function parsedInput(form: PackageForm, frame: PackageFrame): PackageInput {
  return packageInput.parse(inputOf(form, frame));
}

const missing: Record<string, string> = { elementId: "Choose a report element.", apiKeyId: "Choose an API key." };

function wordOf({ path, message }: { path: PropertyKey[]; message: string }): string {
  return missing[String(path[0])] ?? message;
}
