import { AppError } from "@/lib/errors/app-error";
import type { Report } from "@/lib/reports/queries";

/** The report, or the elements of it that were chosen, in its order and without what stands between them. @throws AppError `invalid` when none is left */
export function chosenReport(report: Report, elementIds: readonly string[]): Report {
  const blocks =
    elementIds.length === 0
      ? report.blocks
      : report.blocks.filter((block) => block.kind === "element" && elementIds.includes(block.id));
  if (blocks.some(({ kind }) => kind === "element")) return { ...report, blocks };
  throw new AppError(
    "invalid",
    elementIds.length === 0
      ? "The report has no elements. Add one first."
      : "The chosen elements are not in the report any more. Open the distribution and choose again.",
  );
}
