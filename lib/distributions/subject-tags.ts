import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import { compileText } from "@/lib/tags/render-text";
import { tagCatalog } from "@/lib/tags/tag-catalog";

const dataSet = { key: "distribution", label: "Report" };

/** As tag pickers show them. */
export const subjectFields: readonly FieldInfo[] = [
  { path: "report.name", label: "Report name", dataSet, type: "text" },
  { path: "report.date", label: "Day it is sent", dataSet, type: "date" },
  { path: "project.name", label: "Project name", dataSet, type: "text" },
  { path: "issue.number", label: "Issue number", dataSet, type: "number" },
];

/** The tags that a subject may use; in the community `project.name` is the community's name. */
export const subjectTags = tagCatalog(subjectFields);

export interface SubjectValues {
  reportName: string;
  /** `YYYY-MM-DD` in the zone of the report. */
  day: string;
  projectName: string;
  number: number;
}

/** The subject of one issue. What cannot be read any more is sent as it was typed. */
export function subjectOf(template: string, { reportName, day, projectName, number }: SubjectValues): string {
  const values: FieldValues = {
    "report.name": reportName,
    "report.date": day,
    "project.name": projectName,
    "issue.number": number,
  };
  const compiled = compileText(template);
  const rendered = compiled.ok ? compiled.render(values) : null;
  return rendered?.ok ? rendered.text : template;
}
