import { EntryPage } from "@/app/(hub)/_screens/audit/entry-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Audit entry" };

export default page("audit.read", ({ actor, param, search }) => EntryPage({ actor, entryId: param("entry"), search }));
