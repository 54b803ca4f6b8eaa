"use client";

import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { MultiSelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { Section } from "@/components/kit/section";
import type { Choice } from "./content-fields";

/** Who gets it. */
export function RecipientFields({ teams }: { teams: readonly Choice[] }) {
  return (
    <Section title="Who gets it" description="Each gets an e-mail of their own and sees no other address.">
      <div className={layout.stack}>
        <MultiSelectField
          name="teamIds"
          label="Teams"
          options={[...teams]}
          placeholder={teams.length === 0 ? "There are no teams here" : "Choose teams"}
          help="Everybody who is active in them when it is sent."
        />
        <TextArea
          name="addresses"
          label="E-mail addresses"
          rows={2}
          placeholder="ceo@example.com"
          help="One per line or separated by commas, at most 200. They need no account."
        />
      </div>
    </Section>
  );
}
