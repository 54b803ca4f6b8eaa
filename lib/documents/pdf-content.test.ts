import { expect, test } from "vitest";
import { counted, summary } from "@/lib/charts/fixtures";
import { element, report } from "./fixtures";
import { pdfContent } from "./pdf-content";

const half = (name: string) => element(name, { style: "column" }, counted(["Open", "Closed"]), { isHalf: true });

test("what is for half the width has it beside another one, and the whole width alone", async () => {
  const { sections } = await pdfContent(
    report([half("A"), half("B"), half("C"), { kind: "heading", text: "D" }, half("E")]),
  );
  const drawn = JSON.stringify(sections).match(/"svg":"<svg[^>]*viewBox=\\"0 0 \d+/g);
  expect(drawn?.map((text) => Number(text.split(" ").at(-1)))).toEqual([330, 330, 680, 680]);
});

test("what a number counts goes on in the next line where it is longer than half the width", async () => {
  const number = (label: string) => {
    const measures = [{ kind: "count", label, type: "number", key: "count" } as const];
    const data = summary([], [{ groups: [], values: [400] }], { measures });
    return element(label, { style: "number", options: { goal: 100 } }, data, { isHalf: true });
  };
  const word = "Donaudampfschifffahrtsgesellschaft".repeat(3);
  const { sections } = await pdfContent(report([number(word), number("Short")]));
  const bodies = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "elements" ? block.elements.map(({ body }) => body) : [])),
  );
  expect(bodies).toMatchObject([{ label: expect.any(Array) }, { label: "Short", goal: "400% of the goal of 100" }]);
});
