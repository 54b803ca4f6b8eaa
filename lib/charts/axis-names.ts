import { english, formatDay } from "@/lib/fields/format";
import type { GroupValue } from "@/lib/elements/data";
import type { DateBucket } from "@/lib/elements/schema";
import { nameOf } from "./canvas";

const dayAndMonth = new Intl.DateTimeFormat(english, { day: "numeric", month: "short", timeZone: "UTC" });

/**
 * What stands along an axis for values of a group. Days and weeks are written shortly, as there are many of them: within one year only the
 * first of them names it, and a week is the day that it begins on. The element says that they are weeks.
 */
export function axisNames(values: readonly GroupValue[], bucket: DateBucket | undefined): string[] {
  if (bucket !== "day" && bucket !== "week") return values.map(nameOf);
  const isDay = ({ kind }: GroupValue) => kind === "value";
  const years = new Set(values.filter(isDay).map(({ key }) => key.slice(0, 4)));
  const first = values.findIndex(isDay);
  return values.map((value, n) => {
    if (!isDay(value)) return nameOf(value);
    if (years.size > 1 || n === first) return formatDay(value.key);
    return dayAndMonth.format(Date.parse(`${value.key}T00:00:00Z`));
  });
}
