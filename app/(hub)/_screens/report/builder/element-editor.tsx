"use client";

import { Button } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import { addBlock, updateBlock } from "@/app/(hub)/_screens/report/actions";
import { crumbsBelow, type ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import { DraftNotice } from "@/components/form/draft-notice";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useAction } from "@/components/form/use-action";
import { useDraft } from "@/components/form/use-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { PageHeader } from "@/components/kit/page-header";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { DescribedSource } from "@/lib/reports/describe-source";
import { suitingStyle } from "@/lib/reports/suiting-style";
import { BuildSteps } from "./build-steps";
import { EditorContext } from "./editor-context";
import { blockOf, definitionOf, elementForm, type ElementDraftForm, type ElementForm } from "./element-form";
import { LivePreviewProvider } from "./live-preview";
import { NamingStep } from "./naming-step";
import { showPreview } from "./preview-panel";
import { useSource } from "./use-source";
import classes from "./builder.module.css";

export interface Choice {
  value: string;
  label: string;
}

interface ElementEditorProps {
  place: ReportPlace;
  first: ElementDraftForm;
  /** Null for a new one. */
  element: { id: string; report: { id: string; name: string } } | null;
  sources: { key: string; name: string }[];
  described: DescribedSource | null;
  reports: Choice[];
  mayShareFilters: boolean;
}

/** Everything about an element on one page, with its live drawing beside; a new one is named on a page of its own and then saved. */
export function ElementEditor(props: ElementEditorProps) {
  const { place, first, element, sources, reports, mayShareFilters } = props;
  const router = useRouter();
  const form = useZodForm<ElementDraftForm, ElementForm>(elementForm, first);
  const draft = useDraft(form, { key: `report-element:${element?.id ?? `new:${place.base}`}` });
  const key = useWatch({ control: form.control, name: "source" });
  const source = useSource(place, key, props.described);
  const [isSaved, setSaved] = useState(false);
  const [step, goTo] = useStep();
  const editor = useMemo(
    () => ({
      place,
      source: source.data ?? null,
      fields: fieldCatalog(source.data?.fields ?? []),
      mayShareFilters,
      reports,
    }),
    [place, source.data, mayShareFilters, reports],
  );
  const save = useAction(
    async ({ filled, overwrite }: { filled: ElementForm; overwrite: boolean }) => {
      const block = blockOf(filled, suitingStyle(filled.style, definitionOf(filled)));
      if (!element) return addBlock(place.scope, { destination: destinationOf(filled), block });
      const result = await updateBlock(place.scope, {
        id: element.id,
        block,
        seen: overwrite ? null : filled.seen,
      });
      return result.ok ? { ok: true as const, value: { ...result.value, id: element.id } } : result;
    },
    {
      form,
      success: element ? "Element saved" : "Element added to the report",
      onSuccess: ({ reportId, id }) => {
        setSaved(true);
        draft.discard();
        router.push(`${place.base}/${reportId}#${id}`);
      },
    },
  );
  // Opened again at its address, the second page has nothing to name yet.
  const [isBuilt, setBuilt] = useState(false);
  const isNaming = step === "name" && isBuilt;
  const submit = async (filled: ElementForm) => {
    if (!element && !isNaming) {
      setBuilt(true);
      return goTo("name");
    }
    if (element) return saveUnlessStale((overwrite) => save.run({ filled, overwrite }), form);
    const result = await save.run({ filled, overwrite: false });
    // What the server refuses stands on the first page, except the name.
    if (result && !result.ok && isNaming && !("name" in result.error.fields)) goTo("build");
  };
  const title = element ? `Modify ${first.name}` : isNaming ? "Name your element" : "Create a report element";
  const crumbs = [
    ...crumbsBelow(place),
    ...(element ? [{ label: element.report.name, href: `${place.base}/${element.report.id}` }] : []),
    { label: element ? first.name : "New element" },
  ];
  return (
    <EditorContext value={editor}>
      <PageHeader
        title={title}
        breadcrumbs={crumbs}
        description={
          isNaming
            ? "Step 2 of 2. Submit saves it and generates the report."
            : "The drawing shows your data as it is now."
        }
      />
      <div className={classes.draft}>
        <DraftNotice found={draft.found} onRestore={() => draft.restore()} onDiscard={() => draft.discard()} />
      </div>
      <Form form={form} onSubmit={submit} wide guard={false}>
        <LivePreviewProvider>
          {isNaming ? (
            <NamingStep reports={reports} />
          ) : (
            <BuildSteps sources={sources} reports={reports} isNew={element === null} sourceProblem={source.error} />
          )}
        </LivePreviewProvider>
        <FormActions pending={save.pending}>
          {isNaming ? (
            <Button variant="default" onClick={() => goTo("build")}>
              Back
            </Button>
          ) : (
            <Button variant="default" className={classes.toPreview} onClick={showPreview}>
              Preview
            </Button>
          )}
        </FormActions>
        <LeaveGuard isDirty={form.formState.isDirty && !isSaved} />
      </Form>
    </EditorContext>
  );
}

function destinationOf({ destination, reportId, reportName }: ElementForm) {
  return destination === "existing" ? { kind: "report", id: reportId } : { kind: "new", name: reportName };
}

type Step = "build" | "name";

/** Which page one is on stands in the address, so that Back leads from the second to the first. */
function useStep(): [Step, (next: Step) => void] {
  const step = useSearchParams().get("step") === "name" ? "name" : "build";
  const goTo = (next: Step) => {
    const query = new URLSearchParams(window.location.search);
    if (next === "name") query.set("step", "name");
    else query.delete("step");
    window.history.pushState(null, "", `?${query}`);
    window.scrollTo({ top: 0 });
  };
  return [step, goTo];
}
