import type { GroupValue, MeasureHead, SummaryData, SummaryValue } from "@/lib/elements/data";
import type { ElementDefinition } from "@/lib/elements/schema";
import { measureText } from "@/lib/elements/words";
import { inks, type ChartTheme, type Ink } from "./colors";
import type { ChartOption, Titles } from "./svg";
import { fitted } from "./text";

export const fontSize = 12;

/** What every style needs to draw. */
export interface Canvas {
  options: ElementDefinition["options"];
  data: SummaryData;
  theme: ChartTheme;
  ink: Ink;
  width: number;
  height: number;
  /** A value as in the table. */
  words: (value: SummaryValue, measure: MeasureHead) => string;
  /** A name, or one line of it, in at most so many px; remembers the whole of what it cut. */
  fit: (text: string, width: number, whole?: string) => string;
  cut: Map<string, string>;
}

/** A drawing before it is drawn. */
export interface Sketch {
  option: ChartOption;
  mark: Titles["mark"];
  /** Shapes of SVG that lie below everything else. */
  under?: string;
}

export function canvasOf(
  definition: ElementDefinition,
  data: SummaryData,
  size: { width: number; height: number; theme: ChartTheme },
): Canvas {
  const cut = new Map<string, string>();
  return {
    ...size,
    options: definition.options,
    data,
    ink: inks[size.theme],
    words: (value, measure) => measureText(value, measure, { zone: data.zone }),
    fit: (text, width, whole = text) => {
      const short = fitted(text, width, fontSize);
      // Two names that are alike as far as they are written: neither is told for the other.
      if (short !== text) cut.set(short, (cut.get(short) ?? whole) === whole ? whole : "");
      return short;
    },
    cut,
  };
}

/** A value on an axis, where nobody wrote it: rounded as the axis has it. */
export function axisText(value: number, measure: MeasureHead, { words }: Canvas): string {
  if (measure.type === "date") return words(new Date(value).toISOString().slice(0, 10), measure);
  const { digits, ...free } = measure;
  return words(
    Number(value.toPrecision(12)),
    digits !== undefined && Number.isInteger(value) ? { ...free, digits: 0 } : free,
  );
}

export function text({ ink }: Canvas, dimmed = false) {
  // The outline that labels get by default is not drawn by every reader of SVG.
  return { color: dimmed ? ink.dimmed : ink.text, fontSize, textBorderColor: "transparent", textBorderWidth: 0 };
}

export function nameOf(value: GroupValue): string {
  return value.text === "" ? value.key : value.text;
}
