import { InvitationsPage } from "@/app/(hub)/_screens/invitations/invitations-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Invitations" };

export default page("members.write", ({ actor, search }) => InvitationsPage({ actor, search }));
