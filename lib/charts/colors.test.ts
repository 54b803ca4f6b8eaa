import { expect, test } from "vitest";
import { colorsOf, inks, palette, type ChartTheme } from "./colors";
import { otherValue, value } from "./fixtures";

const themes: ChartTheme[] = ["light", "dark"];

test.each(themes)("every colour stands out 3:1 from a %s page", (theme) => {
  const names = ["gray", "dark", "indigo", "blue", "green", "yellow", "orange", "red"];
  const fixed = colorsOf(
    names.map((name) => value(name, name)),
    {},
    theme,
  );
  const all = [
    ...palette[theme],
    ...names.map((name) => fixed(value(name, name))),
    inks[theme].accent,
    inks[theme].rest,
  ];
  for (const color of all) expect(contrast(color, inks[theme].surface), color).toBeGreaterThanOrEqual(3);
});

test.each(themes)("words on a %s page stand out 4.5:1", (theme) => {
  const { text, dimmed, surface } = inks[theme];
  for (const color of [text, dimmed]) expect(contrast(color, surface)).toBeGreaterThanOrEqual(4.5);
});

test("twelve values have twelve colours, and Other is none of them", () => {
  const values = Array.from({ length: 12 }, (_, n) => value(`value ${n}`));
  const of = colorsOf([...values, otherValue], {}, "light");
  expect(new Set([...values, otherValue].map(of)).size).toBe(13);
});

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((n) => {
    const part = Number.parseInt(hex.slice(n, n + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
