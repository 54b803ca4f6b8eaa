import type { ElementData, MeasureHead, SummaryData, SummaryValue } from "@/lib/elements/data";
import { measureText } from "@/lib/elements/words";

/** So many values are read out; who wants all has the table. */
const mostRead = 8;

/** What an element shows, in one sentence: "Count by Status. Open: 42, Closed: 31; 73 in all." */
export function sentenceOf(data: ElementData): string {
  if (data.shape === "records") return recordsSentence(data.count, data.rows.length);
  const subject = `${listed(data.measures.map(({ label }) => label))}${by(data)}`;
  if (data.groups.length === 0)
    return `${listed(data.measures.map((measure, n) => `${measure.label}: ${text(data, measure, data.total[n])}`))}.`;
  if (data.rows.length === 0) return `${subject}: there is nothing to show.`;
  const read = data.rows.slice(0, mostRead).map(({ groups, values }) => {
    const name = groups.map(({ text: word }) => word).join(", ");
    return `${name}: ${data.measures.map((measure, n) => text(data, measure, values[n])).join(" and ")}`;
  });
  const left = data.rows.length - read.length;
  const more = left > 0 ? ` and ${left} more` : "";
  return `${subject}. ${read.join(data.groups.length > 1 ? "; " : ", ")}${more}${inAll(data)}.`;
}

function by({ groups }: SummaryData): string {
  return groups.length > 0 ? ` by ${listed(groups.map(({ label }) => label))}` : "";
}

/** Only what adds up: an average of averages says nothing. */
function inAll(data: SummaryData): string {
  const [measure] = data.measures;
  if (!measure || data.measures.length > 1 || !["count", "sum"].includes(measure.kind)) return "";
  return `; ${text(data, measure, data.total[0])} in all`;
}

function text({ zone }: SummaryData, measure: MeasureHead, value: SummaryValue | undefined): string {
  return value === undefined || value === null ? "none" : measureText(value, measure, { zone });
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(words);
}

function recordsSentence(count: number, shown: number): string {
  const number = new Intl.NumberFormat("en-GB");
  if (count === 0) return "There is nothing to show.";
  return shown < count
    ? `${number.format(shown)} of ${number.format(count)} records.`
    : `${number.format(count)} records.`;
}
