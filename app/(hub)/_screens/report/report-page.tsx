import { NoteOpened } from "@/app/(hub)/_screens/home/note-opened";
import { may, type Can } from "@/lib/auth/actor";
import { shownControls } from "@/lib/reports/control-fields";
import { noteView } from "@/lib/distributions/views";
import { getReport } from "@/lib/reports/queries";
import { reportPlace } from "./report-place";
import { ReportScreen } from "./report-screen";

/** A report. Its elements ask for their data themselves, each on its own. */
export async function ReportPage({ actor, reportId }: { actor: Can<"reports.read">; reportId: string }) {
  const report = await getReport(actor, reportId);
  const [controls] = await Promise.all([shownControls(actor, report), noteView(report.id)]);
  const place = reportPlace(actor);
  return (
    <>
      <NoteOpened scope={place.scope} kind="report" id={report.id} />
      <ReportScreen
        key={report.id}
        place={place}
        report={report}
        controls={controls}
        zone={actor.scope.timeZone}
        mayWrite={may(actor, "reports.write")}
      />
    </>
  );
}
