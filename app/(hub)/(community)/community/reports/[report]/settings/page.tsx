import { SettingsPage } from "@/app/(hub)/_screens/report/settings-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Modify a report" };

export default page("reports.write", ({ actor, param }) => SettingsPage({ actor, reportId: param("report") }));
