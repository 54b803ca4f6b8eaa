import { TracePage } from "@/app/(hub)/_screens/traces/trace-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Trace" };

export default page("runs.read", async ({ actor, param }) => TracePage({ actor, chainId: param("chain") }));
