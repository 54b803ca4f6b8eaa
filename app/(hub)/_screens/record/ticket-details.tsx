"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FieldValueView } from "@/components/field-value/field-value-view";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { FeedbackField } from "@/lib/feedback/types";
import { changeOwnTicket, changeTicket } from "./actions";
import classes from "./record.module.css";
import { TicketForm, type TicketWords } from "./ticket-form";

interface TicketDetailsProps {
  scope: ScopeRef;
  feedbackId: string;
  fields: FeedbackField[];
  draft: TicketWords;
  /** `own` is the submitter, who may change these fields and nothing else. */
  mayChange: boolean | "own";
}

/** The fields of a ticket, and the same as a form. */
export function TicketDetails({ scope, feedbackId, fields, draft, mayChange }: TicketDetailsProps) {
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const store = mayChange === "own" ? changeOwnTicket : changeTicket;
  if (editing) {
    return (
      <Section title="Details">
        <TicketForm
          fields={fields}
          first={draft}
          save={(change) => store(scope, { feedbackId, change })}
          success="Ticket saved"
          onSaved={() => {
            setEditing(false);
            router.refresh();
          }}
          submit="Save"
          onCancel={() => setEditing(false)}
        />
      </Section>
    );
  }
  return (
    <Section
      title="Details"
      actions={
        mayChange && (
          <Button variant="default" size="compact-sm" onClick={() => setEditing(true)}>
            Edit
          </Button>
        )
      }
    >
      <DefinitionList
        items={fields.map((field) => {
          const value = draft.values[field.key] ?? null;
          const type = field.type === "long_text" ? "text" : field.type;
          return {
            term: field.label,
            value:
              field.type === "long_text" && typeof value === "string" ? (
                <p className={classes.text}>{value}</p>
              ) : (
                <FieldValueView
                  field={{
                    path: field.key,
                    label: field.label,
                    dataSet: { key: "feedback", label: "Feedback" },
                    type,
                    options: field.options,
                  }}
                  value={value}
                />
              ),
          };
        })}
      />
    </Section>
  );
}
