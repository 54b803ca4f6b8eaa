import type { ReportBlock } from "@/lib/reports/schema";
import type { Rows } from "./load-rows";
import type { Namer } from "./namer";

/** A report as a file holds it. */
export function readReport(
  { description, controls, visibility, access, isArchived, blocks }: Row,
  name: string,
  namer: Namer,
) {
  return {
    name,
    description,
    controls,
    visibility,
    access: access.map(({ teamId, mayDistribute }) => ({ team: namer.team(teamId), mayDistribute })),
    archived: isArchived,
    blocks: blocks.map(({ block }) => readBlock(block, namer)),
  };
}

type Row = Rows["reports"][number];

function readBlock(block: ReportBlock, namer: Namer) {
  if (block.kind !== "element") return block;
  const { source, filterId, ...definition } = block.definition;
  const about = source.startsWith("feedback:") ? namer.sourceOf(source) : source;
  return { ...block, definition: { ...definition, source: about, filter: filterId && namer.filter(filterId) } };
}

/** A data package or record lookup as a file holds it: without its API key, which is the community's, and without its rows. */
export function readPackage(row: Rows["dataPackages"][number], place: { report: string; element: string }) {
  const { kind, key, name, enabled, headerOnly, confirmed, allowFresh, everyMinutes, lookupField } = row;
  const common = { kind, key, name, enabled, headerOnly, confirmed, ...place };
  return kind === "package" ? { ...common, allowFresh, everyMinutes } : { ...common, lookupField };
}
