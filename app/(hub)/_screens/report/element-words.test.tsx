import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { groupHead, summary, value } from "@/lib/charts/fixtures";
import { records } from "@/lib/documents/fixtures";
import { ElementList } from "./element-list";
import { ElementTable } from "./element-table";

const month = { kind: "value", key: "2026-08-01", text: "Aug 2026" } as const;
const months = summary(["Submitted"], [{ groups: [month], values: [9] }], {
  groups: [{ ...groupHead("Submitted"), bucket: "month" }],
});
const moment = "2026-11-23T14:44:00.000Z";

/** Its texts, in their order. */
function textsOf(element: React.ReactElement): string[] {
  const markup = renderToStaticMarkup(<MantineProvider>{element}</MantineProvider>);
  const body = markup.slice(Math.max(markup.indexOf("<tbody"), markup.indexOf("<ul")));
  return body.split(/<[^>]*>/).filter(Boolean);
}

test("the cell that leads to the rows behind it is worded like every other", () => {
  const [first] = textsOf(<ElementTable label="Months" data={months} onDrill={() => {}} />);
  expect(first).toBe("Aug 2026");
});

test("the cell that leads to a record is worded like every other, and is never empty", () => {
  const data = records([["Submitted", "date"]], [[moment], [null]]);
  const of = new Map(data.rows.map(({ id }) => [id, `/tickets/${id}`]));
  const texts = textsOf(<ElementTable label="Rows" data={data} links={{ of, inNewTab: false }} />);
  expect(texts).toEqual(["23 Nov 2026, 15:44", "#1"]);
});

test("a list says what its numbers are, where there is more than one", () => {
  const average = {
    kind: "average",
    path: "feedback.impact",
    label: "Average impact",
    type: "number",
    key: "a",
  } as const;
  const one = summary(["Status", "Type"], [{ groups: [value("New"), value("Idea")], values: [52] }]);
  const two = {
    ...one,
    measures: [...one.measures, average],
    rows: [{ groups: one.rows[0]!.groups, values: [52, 6.21] }],
  };
  expect(textsOf(<ElementList label="One" data={one} />)).toEqual(["New, Idea", "52"]);
  expect(textsOf(<ElementList label="Two" data={two} />)).toEqual(["New, Idea", "Count: 52 · Average impact: 6.21"]);
});

test("a list of records says what is no text, and has a name for each", () => {
  const data = records(
    [
      ["Account", "text"],
      ["Title", "text"],
      ["Closed", "boolean"],
    ],
    [
      ["Acme", "Lost", false],
      [null, "Found", null],
    ],
  );
  expect(textsOf(<ElementList label="Rows" data={data} />)).toEqual(["Acme", "Lost · Closed: No", "#1", "Found"]);
});
