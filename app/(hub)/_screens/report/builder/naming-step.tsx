"use client";

import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { TextField } from "@/components/form/text-field";
import { Section } from "@/components/kit/section";
import type { Choice } from "./element-editor";
import type { ElementDraftForm } from "./element-form";
import { PreviewPanel } from "./preview-panel";
import classes from "./builder.module.css";

/** The second page: the element gets its name, and is then saved. */
export function NamingStep({ reports }: { reports: Choice[] }) {
  const { control, setFocus } = useFormContext<ElementDraftForm>();
  // What had the keyboard stood on the first page.
  useEffect(() => setFocus("name"), [setFocus]);
  const [destination, reportId, reportName] = useWatch({ control, name: ["destination", "reportId", "reportName"] });
  const existing = reports.find(({ value }) => value === reportId)?.label;
  return (
    <div className={classes.columns}>
      <Section>
        <TextField
          name="name"
          label="Name your Element"
          required
          help={
            destination === "existing"
              ? `It goes into the report “${existing ?? ""}”.`
              : `It goes into the new report “${reportName.trim()}”.`
          }
        />
      </Section>
      <PreviewPanel />
    </div>
  );
}
