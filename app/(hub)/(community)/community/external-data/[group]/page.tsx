import { GroupPage } from "@/app/(hub)/_screens/external-data/group-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Data group" };

export default page("externalData.read", ({ actor, param }) => GroupPage({ actor, groupId: param("group") }));
