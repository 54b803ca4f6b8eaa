import {
  IconChartArea,
  IconChartBar,
  IconChartDonut,
  IconChartFunnel,
  IconChartLine,
  IconChartPie,
  IconGauge,
  IconLayoutGrid,
  IconList,
  IconNumber,
  IconTable,
} from "@/components/icons/icons";
import type { Style } from "@/lib/elements/schema";

export const styleIcons = {
  table: IconTable,
  list: IconList,
  number: IconNumber,
  bar: IconChartBar,
  column: IconChartBar,
  line: IconChartLine,
  area: IconChartArea,
  pie: IconChartPie,
  doughnut: IconChartDonut,
  heat_map: IconLayoutGrid,
  funnel: IconChartFunnel,
  gauge: IconGauge,
} satisfies Record<Style, typeof IconTable>;
