import { EditorPage } from "@/app/(hub)/_screens/data-package/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a data package" };

export default page("reports.write", ({ actor, search }) => EditorPage({ actor, packageId: null, search }));
