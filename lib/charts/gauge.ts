import { axisText, text, type Canvas, type Sketch } from "./canvas";
import { sizeOf } from "./grid-of";
import { roundedUp } from "./round";
import { textWidth } from "./text";

/** One number on an arc. The arc ends at the goal; a share at 100 %; without a goal at the next round number. */
export function gaugeSketch(canvas: Canvas): Sketch | null {
  const { data, ink, options, width, height } = canvas;
  const [measure] = data.measures;
  const value = data.rows[0]?.values[0] ?? data.total[0] ?? null;
  const size = measure && sizeOf(value, measure);
  if (!measure || size === null || size === undefined) return null;
  const read = canvas.words(value, measure);
  const full = options.goal ?? (measure.kind === "share" ? 1 : roundedUp(Math.abs(size)));
  const radius = Math.max(40, Math.min(width / 2 - 16, (height - 30) / 1.5));
  const caption =
    options.goal === null ? `of ${axisText(full, measure, canvas)}` : `Goal ${canvas.words(full, measure)}`;
  const [share, thick] = [full === 0 ? 0 : size / full, Math.max(10, radius * 0.16)];
  const option = {
    textStyle: { fontFamily: "Inter" },
    series: [
      {
        type: "gauge",
        startAngle: 200,
        endAngle: -20,
        min: 0,
        max: 1,
        radius,
        center: [width / 2, height / 2 + radius * 0.28],
        pointer: { show: false },
        anchor: { show: false },
        progress: { show: true, width: thick, roundCap: false, itemStyle: { color: ink.accent } },
        axisLine: { lineStyle: { width: thick, color: [[1, ink.line]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: { show: false },
        title: { ...text(canvas, true), offsetCenter: [0, 24] },
        detail: {
          ...text(canvas),
          fontSize: Math.max(12, Math.min(40, radius * 0.34, (radius * 1.5) / textWidth(read, 1))),
          fontWeight: "600",
          offsetCenter: [0, -10],
          formatter: () => read,
        },
        data: [{ value: Math.min(1, Math.max(0, share)), name: caption }],
      },
    ],
  };
  const mark: Sketch["mark"] = () => ({ title: `${measure.label}: ${read}`, row: 0 });
  return { option, mark };
}
