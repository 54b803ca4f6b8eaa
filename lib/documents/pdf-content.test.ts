import { expect, test } from "vitest";
import { counted } from "@/lib/charts/fixtures";
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
