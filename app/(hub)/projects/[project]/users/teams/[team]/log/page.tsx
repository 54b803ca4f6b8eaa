import { TeamLogPage } from "@/app/(hub)/_screens/teams/team-log-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Team log" };

export default page("users.read", ({ actor, param, search }) => TeamLogPage({ actor, teamId: param("team"), search }));
