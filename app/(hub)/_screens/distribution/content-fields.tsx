"use client";

import { useFormContext, useWatch } from "react-hook-form";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { MultiSelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { Section } from "@/components/kit/section";
import { TagFormField } from "@/components/tag-editor/tag-form-field";
import { fileFormatLabels, fileFormats, type DistributionDraft } from "@/lib/distributions/schema";
import { subjectFields, type SubjectValues } from "@/lib/distributions/subject-tags";

export interface Choice {
  value: string;
  label: string;
}

interface ContentFieldsProps {
  /** The elements of the report. */
  elements: readonly Choice[];
  /** What the tags print for the issue that comes next. */
  example: SubjectValues;
  readOnly: boolean;
}

/** What is sent. */
export function ContentFields({ elements, example, readOnly }: ContentFieldsProps) {
  const { control } = useFormContext<Pick<DistributionDraft, "elementIds" | "formats">>();
  const [chosen = [], formats = []] = useWatch({ control, name: ["elementIds", "formats"] });
  return (
    <Section title="What is sent">
      <div className={layout.stack}>
        <TagFormField
          name="subject"
          place="text"
          label="Subject"
          required
          help="Tags: ((report.name)), ((report.date)), ((project.name)), ((issue.number))."
          fields={subjectFields}
          examples={{
            "report.name": example.reportName,
            "report.date": example.day,
            "project.name": example.projectName,
            "issue.number": example.number,
          }}
          readOnly={readOnly}
        />
        <TextArea name="note" label="Note" rows={3} help="Stands above the report in the e-mail." />
        <MultiSelectField
          name="elementIds"
          label="Elements"
          options={[...elements]}
          placeholder={chosen.length === 0 ? "All of the report" : "Choose another"}
          help="Choose some to send only those, in the order of the report. None chosen sends all, with headings and texts."
        />
        <MultiSelectField
          name="formats"
          label="Files"
          options={fileFormats.map((value) => ({ value, label: fileFormatLabels[value] }))}
          placeholder={formats.length === 0 ? "No files" : "Choose another"}
          help="Sent with the e-mail; above 10 MB as a link. CSV is one file per element."
        />
      </div>
    </Section>
  );
}
