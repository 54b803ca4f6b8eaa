import { colorOf } from "@/lib/fields/color-of";
import { formatNumber } from "@/lib/fields/format";
import { bucketText } from "./bucket-text";
import type { GroupHead, GroupValue } from "./data";

/** What PostgreSQL gives for everything beyond the top; no value of a record begins with it. */
export const otherKey = "\u0001other";

/** A group's value as it is read. */
export function groupValue(head: GroupHead, text: string | null): GroupValue {
  if (text === otherKey) return { kind: "other", key: "", text: "Other" };
  if (text === null) return { kind: "missing", key: "", text: "None" };
  if (head.edges) return range(head.edges, Number(text));
  if (head.bucket) return { kind: "value", key: text, text: bucketText(head.bucket, text) };
  const option = head.field.options?.find(({ value }) => value === text);
  const words = option?.label ?? plain(head, text);
  const color = colorOf(head.field, text);
  return { kind: "value", key: text, text: words, ...(color && { color }) };
}

function plain({ field }: GroupHead, text: string): string {
  if (field.type === "boolean") return text === "true" ? "Yes" : "No";
  return field.type === "number" ? formatNumber(Number(text)) : text;
}

/** `n` edges are not greater than the values of a range. */
function range(edges: readonly number[], n: number): GroupValue {
  const [from, to] = [edges[n - 1], edges[n]];
  const words =
    from === undefined
      ? `Below ${formatNumber(to ?? 0)}`
      : to === undefined
        ? `${formatNumber(from)} and more`
        : `${formatNumber(from)} to below ${formatNumber(to)}`;
  return { kind: "value", key: from === undefined ? "" : String(from), text: words };
}
