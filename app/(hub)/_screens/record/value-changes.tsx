import { FieldValueView } from "@/components/field-value/field-value-view";
import { IconDatabaseEdit } from "@/components/icons/icons";
import type { TimelineEntry } from "@/components/kit/timeline";
import type { ValueChange } from "@/lib/external-data/queries";
import { infoOf, sourceWords } from "./external-value";
import classes from "./record.module.css";

/** How external data came about, an entry for everything that one call or capture brought. */
export function valueChanges(changes: ValueChange[]): TimelineEntry[] {
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
