import { RunsPage } from "@/app/(hub)/_screens/runs/runs-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Runs" };

export default page("runs.read", async ({ actor, search }) => RunsPage({ actor, search }));
