"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { EditorFoot } from "@/app/(hub)/_screens/automation/editor-foot";
import { Form } from "@/components/form/form";
import { KeyField } from "@/components/form/key-field";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import type { Seen } from "@/lib/audit/last-change";
import { packageKindLabel, type PackageRow } from "@/lib/data-packages/schema";
import { savePackage } from "./actions";
import { AddressFields } from "./address-fields";
import { ElementFields } from "./element-fields";
import { formOf, packageFormSchema, parsedInput, type PackageForm, type PackageFrame } from "./package-form";
import type { PackagePlace } from "./package-place";
import { PackageSamples } from "./package-samples";
import { SnapshotNote } from "./snapshot-note";
import { useDeletePackage } from "./use-delete-package";
import { usePackageUrl } from "./use-package-url";
import classes from "./data-package.module.css";

interface PackageEditorProps {
  place: PackagePlace;
  frame: PackageFrame;
  /** Null for a new one. */
  row: PackageRow | null;
  apiKeys: { value: string; label: string }[];
  /** The element that its form begins with. */
  elementId: string | null;
  /** What was known of its last change. */
  seen: Seen | null;
}

/** Everything about one data package or record lookup but who pulled it. */
export function PackageEditor({ place, frame: given, row, apiKeys, elementId, seen }: PackageEditorProps) {
  // The id is chosen once, or the address would change under the reader's eyes.
  const [frame] = useState(given);
  const { id, kind } = frame;
  const schema = useMemo(() => packageFormSchema(frame), [frame]);
  const first = { elementId, apiKeyId: apiKeys.length === 1 ? (apiKeys[0]?.value ?? null) : null };
  const form = useZodForm<PackageForm, PackageForm>(schema, formOf(row, frame, first));
  const values = useWatch({ control: form.control, compute: (all: PackageForm) => all });
  const url = usePackageUrl(place.scope, { ...values, id, kind });
  const element = frame.elements.find((each) => each.id === values.elementId);
  const router = useRouter();
  const word = packageKindLabel[kind];
  const save = useAction(
    ({ filled, overwrite }: { filled: PackageForm; overwrite: boolean }) =>
      savePackage(place.scope, { package: parsedInput(filled, frame), seen: overwrite ? null : seen }),
    {
      form,
      success: `${word} saved`,
      onSuccess: () => (row ? router.refresh() : router.push(`${place.base}/${id}`)),
    },
  );
  const submit = (filled: PackageForm) => saveUnlessStale((overwrite) => save.run({ filled, overwrite }), form);
  const remove = useDeletePackage(place.scope, frame, () => router.push(place.base));
  return (
    <div className={layout.columns}>
      <Form form={form} onSubmit={submit} wide>
        <Section title={word}>
          <div className={classes.stack}>
            <TextField name="name" label="Name" required />
            <KeyField locked={row !== null} help="Letters a–z, digits, _ and -. It stands in the address." />
          </div>
        </Section>
        <ElementFields frame={frame} row={row} element={element} />
        <AddressFields kind={kind} apiKeys={apiKeys} url={url} snapshot={row && <SnapshotNote row={row} />} />
        <EditorFoot
          base={place.base}
          saving={save.pending}
          deleting={remove.pending}
          onDelete={row ? () => remove.ask(row) : undefined}
        />
      </Form>
      <div className={layout.aside}>
        <PackageSamples kind={kind} url={url} />
      </div>
    </div>
  );
}
