import { formatCount } from "@/components/kit/format";
import { TextLink } from "@/components/kit/text-link";
import { encodeTableState } from "@/lib/conditions/table-state";
import type { ConditionTest } from "@/lib/conditions/schema";
import type { Bar } from "@/lib/external-data/field-overview";
import classes from "./distribution.module.css";

interface DistributionProps {
  bars: Bar[];
  /** How many records have a value. */
  of: number;
  path: string;
  /** The list that a bar leads to; null where there is none. */
  listBase: string | null;
}

/** How often each value occurs; a value leads to the records that have it. */
export function Distribution({ bars, of, path, listBase }: DistributionProps) {
  const longest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <table className={classes.root}>
      <thead className={classes.heads}>
        <tr>
          <th scope="col">Value</th>
          <th scope="col">Records</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th scope="row">
              {listBase && bar.value !== undefined ? (
                <TextLink href={hrefOf(listBase, path, bar)}>{bar.label}</TextLink>
              ) : (
                bar.label
              )}
            </th>
            <td>
              <span className={classes.line}>
                <span className={classes.bar} style={{ width: `${(bar.count / longest) * 100}%` }} />
              </span>
              <span className={classes.count}>
                {formatCount(bar.count)} <small>{Math.round((bar.count / Math.max(1, of)) * 100)} %</small>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hrefOf(listBase: string, path: string, { value }: Bar): string {
  return `${listBase}?${encodeTableState({ condition: { match: "all", conditions: [testOf(path, value ?? null)] } })}`;
}

function testOf(field: string, value: Bar["value"]): ConditionTest {
  if (typeof value === "boolean") return { field, is: value ? "is_true" : "is_false" };
  return typeof value === "number" ? { field, is: "eq", value } : { field, is: "is", value: value ?? "" };
}
