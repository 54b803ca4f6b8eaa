import { Button, NativeSelect, TextInput } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";
import { auditKinds, auditKindWords, auditVerbs, vias, viaWords, type AuditQuestion } from "@/lib/audit/schema";
import classes from "./audit.module.css";

/** A plain form: the answer has an address. */
export function AuditFilters({ base, question }: { base: string; question: AuditQuestion }) {
  const isNarrowed = Object.values(question).some(Boolean);
  return (
    <form role="search" action={base} className={classes.filters} aria-label="Filter the audit log">
      {question.object && <input type="hidden" name="object" value={question.object} />}
      {question.since && <input type="hidden" name="since" value={question.since} />}
      {question.others && <input type="hidden" name="others" value={question.others} />}
      <TextInput name="text" label="Name" placeholder="Part of a name" defaultValue={question.text} />
      <TextInput name="by" label="Who" placeholder="Username" defaultValue={question.by} />
      <NativeSelect
        name="kind"
        label="Kind"
        defaultValue={question.kind ?? ""}
        data={[any, ...auditKinds.map((kind) => ({ value: kind, label: auditKindWords[kind] }))]}
      />
      <NativeSelect
        name="verb"
        label="What"
        defaultValue={question.verb ?? ""}
        data={[
          any,
          ...auditVerbs.map((verb) => ({ value: verb, label: verb.charAt(0).toUpperCase() + verb.slice(1) })),
        ]}
      />
      <NativeSelect
        name="via"
        label="Via"
        defaultValue={question.via ?? ""}
        data={[any, ...vias.map((via) => ({ value: via, label: viaWords[via] }))]}
      />
      <TextInput name="from" label="From" type="date" defaultValue={question.from} />
      <TextInput name="to" label="To" type="date" defaultValue={question.to} />
      <div className={classes.submit}>
        <Button type="submit" variant="default">
          Filter
        </Button>
        {isNarrowed && (
          <ButtonLink href={base} variant="subtle">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

const any = { value: "", label: "Any" };
