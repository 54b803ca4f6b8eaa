import { GroupPage } from "@/app/(hub)/_screens/external-data/group-page";
import { also } from "@/lib/auth/authorize";
import { recordTargets } from "@/lib/external-data/schema";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a data group" };

export default page("groups.write", ({ actor, search }) =>
  GroupPage({
    actor: also(actor, "externalData.read"),
    groupId: null,
    target: recordTargets.find((target) => target === search.target),
  }),
);
