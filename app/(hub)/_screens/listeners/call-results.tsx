import { Mono } from "@/components/kit/mono";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import { outcomeWords } from "@/lib/listeners/outcome-words";
import type { CallEffects } from "./call-effects";
import classes from "./listeners.module.css";

/** What was stored, refused and left alone, and the results of a batch. */
export function CallResults({ effects }: { effects: CallEffects }) {
  const { stored = [], rejected = [], ignored = [], items = [] } = effects;
  return (
    <>
      {stored.length > 0 && (
        <Section title="Stored" flush>
          <SimpleTable
            label="Stored values"
            rows={stored}
            rowId={({ parameter }) => parameter}
            columns={[
              { id: "label", header: "Label", cell: ({ label }) => label },
              { id: "parameter", header: "Parameter", cell: ({ parameter }) => <Mono>{parameter}</Mono> },
              { id: "value", header: "Value", cell: ({ value }) => (value === null ? "(cleared)" : String(value)) },
              {
                id: "changed",
                header: "Change",
                cell: ({ changed }) => (changed === false ? "unchanged" : "new value"),
              },
            ]}
          />
        </Section>
      )}
      {rejected.length > 0 && (
        <Section title="Rejected" description="These values do not fit the type of their field." flush>
          <SimpleTable
            label="Rejected values"
            rows={rejected}
            rowId={({ parameter }) => parameter}
            columns={[
              { id: "parameter", header: "Parameter", cell: ({ parameter }) => <Mono>{parameter}</Mono> },
              { id: "problem", header: "Problem", cell: ({ problem }) => problem },
            ]}
          />
        </Section>
      )}
      {ignored.length > 0 && (
        <Section
          title="Ignored"
          description="No field of the data group has these parameters. Add a field to keep one."
        >
          <p className={classes.links}>
            {ignored.map((name) => (
              <Mono key={name} boxed>
                {name}
              </Mono>
            ))}
          </p>
        </Section>
      )}
      {items.length > 0 && (
        <Section title={`Items (${items.length})`} flush>
          <SimpleTable
            label="Items of the batch"
            rows={items}
            rowId={({ index }) => String(index)}
            columns={[
              { id: "index", header: "No.", align: "end", cell: ({ index }) => index + 1 },
              {
                id: "outcome",
                header: "Outcome",
                cell: ({ result, error }) => (
                  <StatusBadge tone={outcomeWords(result ?? error ?? "").tone} variant="plain">
                    {outcomeWords(result ?? error ?? "").word}
                  </StatusBadge>
                ),
              },
              { id: "target", header: "Target", cell: ({ target }) => target ?? "–" },
              { id: "message", header: "Message", cell: ({ message }) => message ?? "" },
            ]}
          />
        </Section>
      )}
    </>
  );
}
