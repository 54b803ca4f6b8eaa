import { ReportsPage } from "@/app/(hub)/_screens/report/reports-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Custom reports" };

export default page("reports.read", ({ actor, search }) => ReportsPage({ actor, search }));
