import { EditorPage } from "@/app/(hub)/_screens/data-package/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Data package" };

export default page("reports.write", ({ actor, param, search }) =>
  EditorPage({ actor, packageId: param("package"), search }),
);
