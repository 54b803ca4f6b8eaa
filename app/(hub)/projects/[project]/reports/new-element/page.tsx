import { EditorPage } from "@/app/(hub)/_screens/report/builder/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a report element" };

export default page("reports.write", ({ actor, search }) =>
  EditorPage({ actor, elementId: null, reportId: search.report }),
);
