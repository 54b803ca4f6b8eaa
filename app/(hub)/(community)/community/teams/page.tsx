import { TeamsPage } from "@/app/(hub)/_screens/teams/teams-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Teams" };

export default page("users.read", async ({ actor }) => TeamsPage({ actor }));
