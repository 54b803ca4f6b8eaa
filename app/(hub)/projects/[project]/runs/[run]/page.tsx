import { RunPage } from "@/app/(hub)/_screens/runs/run-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Run" };

export default page("runs.read", async ({ actor, param }) => RunPage({ actor, runId: param("run") }));
