import { EditorPage } from "@/app/(hub)/_screens/report/builder/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Modify a report element" };

export default page("reports.write", ({ actor, param }) =>
  EditorPage({ actor, elementId: param("element"), reportId: param("report") }),
);
