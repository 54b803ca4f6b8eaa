import { also } from "@/lib/auth/authorize";
import { may, type Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { listDataSources } from "@/lib/elements/load-data-source";
import { describeSource } from "@/lib/reports/describe-source";
import { listReports } from "@/lib/reports/list-reports";
import { getElement } from "@/lib/reports/queries";
import { reportPlace } from "@/app/(hub)/_screens/report/report-place";
import { ElementEditor } from "./element-editor";
import { emptyForm, formOf } from "./element-form";

interface EditorPageProps {
  actor: Can<"reports.write">;
  /** Null for a new one. */
  elementId: string | null;
  /** Its report; of a new one the report that it goes into, if the address says so. */
  reportId?: unknown;
}

/** The builder of a report element, in a project or in the community. */
export async function EditorPage({ actor, elementId, reportId }: EditorPageProps) {
  const reader = also(actor, "reports.read");
  const found = elementId === null ? null : await getElement(reader, elementId);
  if (found && found.report.id !== reportId)
    throw new AppError("not_found", "There is no such element in this report.");
  if (found && !found.report.mayChange)
    throw new AppError("forbidden", "This report is not yours to change. Clone it, and change your copy.");
  const [sources, reports] = await Promise.all([listDataSources(reader), listReports(reader)]);
  const changeable = reports.filter((report) => report.mayChange && report.section !== "archived");
  const destination = changeable.find(({ id }) => id === reportId)?.id ?? null;
  const first = sources[0]?.key ?? "users";
  const form = found ? formOf(found.element, found.report.id) : emptyForm(first, destination);
  return (
    <ElementEditor
      key={elementId ?? "new"}
      place={reportPlace(actor)}
      first={form}
      element={found && { id: found.element.id, report: { id: found.report.id, name: found.report.name } }}
      sources={sources}
      described={await describedOrNothing(reader, form.source)}
      reports={changeable.map(({ id, name }) => ({ value: id, label: name }))}
      mayShareFilters={may(actor, "filters.share")}
    />
  );
}

/** An element whose data source is gone can still be opened, and given another. */
async function describedOrNothing(actor: Can<"reports.read">, key: string) {
  try {
    return await describeSource(actor, key);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
