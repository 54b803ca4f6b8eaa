"use client";

import { Alert } from "@mantine/core";
import { Section } from "@/components/kit/section";
import { DataStep } from "./data-step";
import type { Choice } from "./element-editor";
import { FilterStep } from "./filter-step";
import { NameStep } from "./name-step";
import { PreviewPanel } from "./preview-panel";
import { SourceStep } from "./source-step";
import { StyleOptions } from "./style-options";
import { StyleStep } from "./style-step";
import { useEnterStays } from "./use-enter-stays";
import classes from "./builder.module.css";

interface BuildStepsProps {
  sources: { key: string; name: string }[];
  reports: Choice[];
  isNew: boolean;
  /** Why the items of the data source are not there. */
  sourceProblem: Error | null;
}

/** The five steps, one below the other, and the drawing. */
export function BuildSteps({ sources, reports, isNew, sourceProblem }: BuildStepsProps) {
  const steps = useEnterStays<HTMLDivElement>();
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        <div ref={steps} className={classes.stack}>
          <Section title="1. Select Datasource">
            <SourceStep sources={sources} />
          </Section>
          {sourceProblem && (
            <Alert color="red" variant="light">
              {sourceProblem.message}
            </Alert>
          )}
          <Section title="2. Select your data">
            <DataStep />
          </Section>
          <Section title="3. Add a filter, if desired">
            <FilterStep />
          </Section>
          <Section title="4. Pick a style">
            <StyleStep />
            <StyleOptions />
          </Section>
        </div>
        <Section title={isNew ? "5. Name the element and choose its destination" : "5. Name the element"}>
          <NameStep reports={reports} isNew={isNew} />
        </Section>
      </div>
      <PreviewPanel />
    </div>
  );
}
