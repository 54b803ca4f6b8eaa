import type { SheetChart } from "hucre/xlsx";
import { colorsOf, inks } from "@/lib/charts/colors";
import { gridOf, type ChartGrid } from "@/lib/charts/grid-of";
import type { SummaryData } from "@/lib/elements/data";
import type { ElementDefinition, Style } from "@/lib/elements/schema";
import { groupCell, groupColumn, measureColumn, type ElementTable } from "@/lib/elements/table";
import { xlsxFormat } from "./xlsx-cells";
import { xlsxText } from "./xlsx-text";

const kinds: Partial<Record<Style, SheetChart["type"]>> = {
  bar: "bar",
  column: "column",
  line: "line",
  area: "area",
  pie: "pie",
  doughnut: "doughnut",
};

/** Whether spreadsheets can draw this themselves; else they get a picture. */
export function isNative({ style }: ElementDefinition): boolean {
  return style in kinds;
}

/** The numbers of a chart with two groups crossed: names down the side, a column for each series. */
export function crossTab(data: SummaryData): ElementTable | null {
  const grid = gridOf(data);
  const [head, second] = data.groups;
  if (!grid || !head || !second) return null;
  const { key, label, kind, type, digits, unit } = grid.measure;
  const columns = grid.series.map(({ value }) => ({
    key,
    label: value.text || label,
    type: kind === "share" ? ("share" as const) : type,
    digits,
    unit,
  }));
  return {
    columns: [groupColumn(head), ...columns],
    rows: grid.categories.map((value, n) => [
      groupCell(value, head),
      ...grid.series.map(({ points }) => points[n]?.value ?? null),
    ]),
  };
}

/** A native chart over a table that begins at A1: the first column names, the others are series. It stands to the right of the table. */
export function nativeChart(
  { style, options }: ElementDefinition,
  data: SummaryData,
  name: string,
  description: string,
): SheetChart | null {
  const kind = kinds[style];
  const grid = gridOf(data);
  if (!kind || !grid) return null;
  const count = grid.categories.length;
  const from = { row: 1, col: grid.series.length + 2 };
  const grouping = ({ none: "clustered", stacked: "stacked", full: "percentStacked" } as const)[options.stack];
  const lines = grouping === "clustered" ? "standard" : grouping;
  const isSliced = kind === "pie" || kind === "doughnut";
  // On the colours of slices and parts.
  const isInside = isSliced || (grouping !== "clustered" && (kind === "bar" || kind === "column"));
  return {
    type: kind,
    title: xlsxText(name).slice(0, 200),
    altText: description,
    anchor: {
      from,
      to: { row: from.row + rowsOf(kind, grid), col: from.col + 9 },
    },
    ...(!isSliced && { axes: axesOf(data, kind === "bar", options.stack === "full" && kind !== "line") }),
    dispBlanksAs: "gap",
    legend: isSliced ? "right" : grid.series.length > 1 ? "top" : false,
    dataLabels: options.labels
      ? { showValue: true, numberFormat: formatOf(data), ...(isInside && { fontColor: "FFFFFF" }) }
      : undefined,
    ...((kind === "bar" || kind === "column") && {
      barGrouping: grouping,
      ...(grouping !== "clustered" && { overlap: 100 }),
    }),
    ...(kind === "area" && { areaGrouping: lines }),
    series: grid.series.map(({ value }, n) => ({
      name: xlsxText(value.text),
      categories: `$A$2:$A$${count + 1}`,
      values: `$${letter(n + 1)}$2:$${letter(n + 1)}$${count + 1}`,
      ...colorsIn(grid, n, options.colors, kind),
    })),
  };
}

/** Names and numbers as in our drawing. */
/** So many rows of cells are as high as a chart wants to be: bars need a place each, names that spreadsheets write aslant leave less for columns. */
function rowsOf(kind: SheetChart["type"], { categories }: ChartGrid): number {
  if (kind === "bar") return Math.max(18, Math.ceil(categories.length * 1.2));
  const isSlanted = categories.length > 6 && categories.some(({ text }) => text.length > 9);
  return isSlanted && kind !== "pie" && kind !== "doughnut" ? 26 : 18;
}

function axesOf(data: SummaryData, isBar: boolean, isFull: boolean): SheetChart["axes"] {
  const [group, ...others] = data.groups;
  const [measure, ...more] = data.measures;
  return {
    x: {
      ...(group && { title: xlsxText(group.label) }),
      // The first name on top, the numbers below.
      ...(isBar && { reverse: true }),
      tickLblPos: "low",
    },
    y: {
      ...(measure &&
        more.length === 0 && { title: xlsxText(measure.label + (others[0] ? ` by ${others[0].label}` : "")) }),
      numberFormat: isFull ? { formatCode: "0%", sourceLinked: false } : formatOf(data),
      ...(isBar && { crosses: "max" }),
    },
  };
}

/** How the column of the first measure shows its numbers. */
function formatOf({ measures, rows }: SummaryData) {
  const [measure] = measures;
  const values = rows.map((row) => row.values[0] ?? null);
  const formatCode = measure && xlsxFormat(measureColumn(measure), values);
  return formatCode === undefined ? undefined : { formatCode, sourceLinked: false };
}

function colorsIn(grid: ChartGrid, n: number, chosen: Readonly<Record<string, string>>, kind: SheetChart["type"]) {
  const isSliced = kind === "pie" || kind === "doughnut";
  const isLine = kind === "line" || kind === "area";
  const hex = (color: string) => color.slice(1).toUpperCase();
  if (isSliced) {
    const of = colorsOf(grid.categories, chosen, "light");
    return { dataPoints: grid.categories.map((value, idx) => ({ idx, fillColor: hex(of(value)) })) };
  }
  const value = grid.series[n]?.value;
  if (grid.series.length === 1 || !value) {
    const own = [...grid.categories.entries()].filter(
      ([, { kind, key, color }]) => kind !== "value" || color || chosen[key],
    );
    const of = colorsOf(grid.categories, chosen, "light");
    const dataPoints = isLine ? [] : own.map(([idx, one]) => ({ idx, fillColor: hex(of(one)) }));
    return { color: hex(inks.light.accent), ...(dataPoints.length > 0 && { dataPoints }) };
  }
  return {
    color: hex(
      colorsOf(
        grid.series.map((one) => one.value),
        chosen,
        "light",
      )(value),
    ),
  };
}

function letter(n: number): string {
  return String.fromCharCode(65 + n);
}
