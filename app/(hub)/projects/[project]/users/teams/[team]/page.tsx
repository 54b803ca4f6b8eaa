import { TeamPage } from "@/app/(hub)/_screens/teams/team-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Team" };

export default page("users.read", async ({ actor, param }) => TeamPage({ actor, teamId: param("team") }));
