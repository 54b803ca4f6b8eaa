import { UndoValue } from "@/app/(hub)/_screens/external-data/undo-value";
import { FieldValueView } from "@/components/field-value/field-value-view";
import { IconDatabaseEdit } from "@/components/icons/icons";
import type { TimelineEntry } from "@/components/kit/timeline";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ValueChange } from "@/lib/external-data/queries";
import { infoOf, sourceWords } from "./external-value";
import classes from "./record.module.css";

/** Who may take values back, and where; null for who may not. */
export type Undo = { scope: ScopeRef; of: string } | null;

/** How external data came about, an entry for everything that one call or capture brought. Only the latest of a field can be undone. */
export function valueChanges(changes: ValueChange[], undo: Undo): TimelineEntry[] {
  const latest = new Set([...Map.groupBy(changes, ({ fieldId }) => fieldId).values()].map(([first]) => first?.id));
  const writes = Map.groupBy(changes, ({ at, group, source }) => [at, group.id, source.id].join(" "));
  return [...writes.values()].flatMap((write) => {
    const [first] = write;
    if (!first) return [];
    const { id, at, group, source } = first;
    return {
      id,
      at,
      icon: <IconDatabaseEdit size={14} />,
      title: (
        <>
          <b>{group.label}</b> changed. {sourceWords[source.source]} {source.label}
        </>
      ),
      children: (
        <ul className={classes.changes}>
          {write.map((change) => (
            <li key={change.id}>
              {change.field?.label ?? "A deleted field"}: <Value change={change} value={change.old} /> →{" "}
              <Value change={change} value={change.new} />
              {undo && change.field && !change.field.archived && latest.has(change.id) && (
                <UndoValue scope={undo.scope} changeId={change.id} of={`${change.field.label} of ${undo.of}`} />
              )}
            </li>
          ))}
        </ul>
      ),
    };
  });
}

function Value({ change: { field, group }, value }: { change: ValueChange; value: ValueChange["old"] }) {
  return field ? <FieldValueView field={infoOf(group, field)} value={value} /> : String(value ?? "empty");
}
