import { expect, test } from "vitest";
import { drawChart } from "@/lib/charts/draw-chart";
import { counted, definition } from "@/lib/charts/fixtures";
import { svgToPng } from "./png";

function size(png: Uint8Array): number[] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

const draw = (names: string[]) =>
  drawChart(definition({ style: "bar" }), counted(names), { width: 300, height: 160, theme: "light" });

test("a drawing is twice as large as it says, and its words are drawn with our fonts", async () => {
  const png = await svgToPng(draw(["Open", "日本語"]).svg);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe("PNG");
  expect(size(png)).toEqual([600, 320]);
  // Were there no font, words of other letters would make the same picture.
  expect(Buffer.from(png).equals(await svgToPng(draw(["Shut", "日本誌"]).svg))).toBe(false);
  for (const [one, other] of [
    ["תקלה", "תקלת"],
    ["ไทย", "ไทล"],
    ["हिन्दी", "हिन्दू"],
    ["Հայ", "Հար"],
    ["ქართ", "ქარი"],
    ["বাংলা", "বাংলী"],
    ["ગુજ", "ગુલ"],
    ["ਪੰਜ", "ਪੰਮ"],
    ["ಕನ್ನಡ", "ಕನ್ನರ"],
    ["മലയ", "മലര"],
    ["தமிழ்", "தமில்"],
    ["తెలుగు", "తెలుపు"],
  ])
    expect(Buffer.from(await svgToPng(draw([one!]).svg)).equals(await svgToPng(draw([other!]).svg)), one).toBe(false);
});

test("a drawing that holds another picture is refused, words about one are not", async () => {
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${inside}</svg>`;
  for (const tag of ["image", "s:image", "feImage"])
    await expect(svgToPng(svg(`<${tag} href="/etc/hostname"/>`))).rejects.toThrow("another picture");
  expect(size(await svgToPng(draw([`<image href="/etc/hostname">`]).svg))).toEqual([600, 320]);
});
