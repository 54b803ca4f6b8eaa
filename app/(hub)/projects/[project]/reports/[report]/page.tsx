import { ReportPage } from "@/app/(hub)/_screens/report/report-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Report" };

export default page("reports.read", ({ actor, param }) => ReportPage({ actor, reportId: param("report") }));
