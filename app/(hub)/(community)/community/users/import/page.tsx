import { ImportsPage } from "@/app/(hub)/_screens/imports/imports-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Import users" };

export default page("members.write", ({ actor }) => ImportsPage({ actor, groupId: null }));
