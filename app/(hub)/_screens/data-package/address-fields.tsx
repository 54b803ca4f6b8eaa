"use client";

import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { SwitchField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { CopyField } from "@/components/kit/copy-field";
import { Section } from "@/components/kit/section";
import type { PackageKind } from "@/lib/data-packages/schema";
import { everyOptions } from "./package-form";
import classes from "./data-package.module.css";

interface AddressFieldsProps {
  kind: PackageKind;
  apiKeys: { value: string; label: string }[];
  url: string | null;
  /** Of the last snapshot. */
  snapshot: ReactNode;
}

/** Who may ask for it, where, and how fresh the rows are. */
export function AddressFields({ kind, apiKeys, url, snapshot }: AddressFieldsProps) {
  return (
    <>
      <Section title="Address">
        <div className={classes.stack}>
          <SelectField
            name="apiKeyId"
            label="API key"
            required
            options={apiKeys}
            placeholder="Choose an API key"
            help="Callers prove themselves with this key, or with the token in the address that is made from it."
          />
          <SwitchField
            name="headerOnly"
            label="Credential in a header only"
            help="The address then holds no token, and an address with one is refused."
          />
          {url ? (
            <CopyField label="Address" value={url} help="With .csv in the place of .json it is CSV." />
          ) : (
            <Text fz="sm" c="dimmed">
              Enter a key and choose an API key: the address appears here, before you submit.
            </Text>
          )}
          <SwitchField name="enabled" label="On" help="Switched off it answers 404." />
        </div>
      </Section>
      {kind === "package" && (
        <Section title="How fresh it is">
          <div className={classes.stack}>
            <SelectField
              name="every"
              label="Snapshot"
              options={everyOptions}
              help="A snapshot is quick to pull however large the table is, and says when it was taken."
            />
            {snapshot}
            <SwitchField
              name="allowFresh"
              label="Rows of now on request"
              help="With ?fresh=1 a caller gets what is there now instead of the snapshot."
            />
          </div>
        </Section>
      )}
    </>
  );
}
