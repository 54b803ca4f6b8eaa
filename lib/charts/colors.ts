import type { GroupValue } from "@/lib/elements/data";

export type ChartTheme = "light" | "dark";

/** What a drawing is made of besides its data. */
export interface Ink {
  surface: string;
  text: string;
  dimmed: string;
  line: string;
  /** What has no colour of its own. */
  accent: string;
  /** "Other", "None". */
  rest: string;
  /** From few to many. */
  scale: readonly string[];
}

export const inks: Record<ChartTheme, Ink> = {
  light: {
    surface: "#ffffff",
    text: "#1b1f27",
    dimmed: "#565e6e",
    line: "#dadee6",
    accent: "#4f46e5",
    rest: "#7d8595",
    scale: ["#eef2ff", "#c7d2fe", "#818cf8", "#4f46e5", "#312e81"],
  },
  dark: {
    surface: "#15161a",
    text: "#e4e6eb",
    dimmed: "#b3b8c4",
    line: "#363a44",
    accent: "#818cf8",
    rest: "#8d93a1",
    scale: ["#1f2138", "#312e81", "#4f46e5", "#818cf8", "#c7d2fe"],
  },
};

/** The theme's names in the shade that stands out 3:1 from the surface. */
const named: Record<ChartTheme, Record<string, string>> = {
  light: {
    gray: "#6b7384",
    dark: "#363c48",
    indigo: "#4f46e5",
    blue: "#2563eb",
    green: "#15803d",
    yellow: "#a16207",
    orange: "#d9560f",
    red: "#cf2424",
  },
  dark: {
    gray: "#9aa2b1",
    dark: "#b3b8c4",
    indigo: "#818cf8",
    blue: "#60a5fa",
    green: "#4cc274",
    yellow: "#eebd1c",
    orange: "#fb8b35",
    red: "#f27878",
  },
};

/** As many as there may be series; neighbours differ in lightness too. The first `preferred` are used before the others. */
export const palette: Record<ChartTheme, readonly string[]> = {
  light: "#4f46e5 #d9560f #0f766e #0284c7 #9333ea #15803d #db2777 #cf2424 #1e3a8a #65880b #a21caf #a16207".split(" "),
  dark: "#818cf8 #fb8b35 #2dd4bf #38bdf8 #c084fc #4cc274 #f472b6 #f27878 #c7d2fe #a3e635 #e879f9 #eebd1c".split(" "),
};
const preferred = 6;

export type Colors = (value: GroupValue) => string;

/**
 * The colours of some values: chosen ones, those of their field, and for the others one of the palette by the value itself, so that it
 * has the same colour in every element. Where two would have the same, the later in the alphabet takes the next one free.
 */
export function colorsOf(
  values: readonly GroupValue[],
  chosen: Readonly<Record<string, string>>,
  theme: ChartTheme,
): Colors {
  const fixed = ({ key, color }: GroupValue) => named[theme][chosen[key] ?? color ?? ""];
  const free = values.filter((value) => value.kind === "value" && !fixed(value)).map(({ key }) => key);
  const used = new Set(values.map(fixed));
  const taken = new Set([...palette[theme].keys()].filter((slot) => used.has(palette[theme][slot])));
  const slots = new Map<string, number>();
  for (const key of [...new Set(free)].sort()) {
    const wanted = digest(key) % preferred;
    const slot = taken.size < palette[theme].length ? nextFree(wanted, taken, palette[theme].length) : wanted;
    taken.add(slot);
    slots.set(key, slot);
  }
  return (value) => {
    if (value.kind !== "value") return chosenRest(value, chosen, theme);
    return fixed(value) ?? palette[theme][slots.get(value.key) ?? 0] ?? inks[theme].accent;
  };
}

function chosenRest({ key }: GroupValue, chosen: Readonly<Record<string, string>>, theme: ChartTheme): string {
  return (key && named[theme][chosen[key] ?? ""]) || inks[theme].rest;
}

function nextFree(from: number, taken: ReadonlySet<number>, count: number): number {
  let slot = from;
  while (taken.has(slot)) slot = (slot + 1) % count;
  return slot;
}

/** FNV-1a: spreads short texts well. */
function digest(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

/** Black or white, whichever reads better on it. */
export function onColor(hex: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((n) => {
    const part = Number.parseInt(hex.slice(n, n + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#101114" : "#ffffff";
}
