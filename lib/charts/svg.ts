import { BarChart, GaugeChart, HeatmapChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { init, setPlatformAPI, use as register, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { textWidth } from "./text";

// Everything here is the only place that knows how ECharts is run.
register([BarChart, GaugeChart, HeatmapChart, LineChart, PieChart]);
register([GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent, SVGRenderer]);
// ECharts does this itself, in a module that bundlers drop as one without effects: then nothing keeps values from running into each other.
register(LabelLayout);

// Not with a canvas where there happens to be one: a drawing is the same wherever it is made.
setPlatformAPI({
  measureText: (text: string, font?: string) => ({
    width: textWidth(text, Number(/(\d+(?:\.\d+)?)px/.exec(font ?? "")?.[1] ?? 12)),
  }),
});

export type ChartOption = EChartsCoreOption;

/** Words for pointers: of a mark, by series and index in it; of a text that was cut, by what is left of it. */
export interface Titles {
  mark: (series: number, index: number) => { title: string; row: number | null } | undefined;
  cut: ReadonlyMap<string, string>;
}

export interface Frame {
  width: number;
  height: number;
  /** What assistive technology reads. */
  sentence: string;
}

/** An SVG without script and style sheet. A mark that stands for a row of the answer says which in `data-row`. */
export function renderSvg(option: ChartOption, { width, height, sentence }: Frame, titles: Titles, under = ""): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    const svg = polished(chart.renderToSVGString({ useViewBox: true }), { width, height, sentence }, titles);
    return under === "" ? svg : svg.replace(/^<svg[^>]*>/, (head) => head + under);
  } finally {
    chart.dispose();
  }
}

function polished(svg: string, { width, height, sentence }: Frame, titles: Titles): string {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>\s*/, "")
    .replace(
      /^<svg[^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(sentence)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, sans-serif">`,
    )
    .replace(/ class="zr[^"]*"| xml:space="preserve"| pointer-events="visible"/g, "")
    .replace(
      / style="font-size:([\d.]+)px;font-family:[^";]*;?(?:font-weight:(\w+);)?"/g,
      (_, size: string, weight?: string) =>
        weight ? ` font-size="${size}" font-weight="${weight}"` : ` font-size="${size}"`,
    )
    .replace(/<(path|rect|circle)((?:[^>"]|"[^"]*")*)><\/\1>/g, (_, tag: string, attributes: string) =>
      mark(tag, attributes, titles),
    )
    .replace(/(<text(?:[^>"]|"[^"]*")*>)([^<]*)<\/text>/g, (whole, head: string, text: string) => {
      const full = titles.cut.get(unescaped(text));
      return full ? `${head}<title>${escaped(full)}</title>${text}</text>` : whole;
    })
    .replace(/>\n</g, "><");
}

function mark(tag: string, attributes: string, titles: Titles): string {
  const [, series, index] =
    /ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"/.exec(attributes) ?? [];
  const rest = attributes.replace(/ ecmeta_\w+="[^"]*"/g, "");
  const found =
    series && !attributes.includes("ecmeta_silent") ? titles.mark(Number(series), Number(index)) : undefined;
  if (!found) return `<${tag}${rest}/>`;
  const row = found.row === null ? "" : ` data-row="${found.row}"`;
  return `<${tag}${rest}${row}><title>${escaped(found.title)}</title></${tag}>`;
}

/** XML knows no control characters, and half of a surrogate pair is no character. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Noncharacter_Code_Point}]/gu, " ")
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** What stands for these letters in an SVG. */
export function unescaped(text: string): string {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : (names[name] ?? ""),
  );
}
