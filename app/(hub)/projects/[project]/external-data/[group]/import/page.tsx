import { ImportsPage } from "@/app/(hub)/_screens/imports/imports-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Import values" };

export default page("externalData.write", ({ actor, param }) => ImportsPage({ actor, groupId: param("group") }));
