import { timingOf } from "@/lib/automation/pass-over";
import type { Rows } from "./load-rows";
import { Missing, type Namer } from "./namer";

interface Names {
  name: string;
  /** Of its report. */
  report: string;
}

/** A distribution as a file holds it. */
export function readDistribution(
  { elementIds, teams, ...row }: Rows["distributions"][number],
  { blocks }: Pick<Rows["reports"][number], "blocks">,
  names: Names,
  namer: Namer,
) {
  const { subject, note, formats, skipEmpty } = row;
  const elements = blocks.flatMap(({ id, block }) =>
    block.kind === "element" && elementIds.includes(id) ? [block.name] : [],
  );
  // None stands for all of the report, which nobody chose.
  if (elementIds.length > 0 && elements.length === 0) throw new Missing(row.id);
  return {
    ...names,
    subject,
    note,
    formats,
    elements,
    teams: teams.map(({ teamId }) => namer.team(teamId)),
    skipEmpty,
    ...timingOf(row),
  };
}
