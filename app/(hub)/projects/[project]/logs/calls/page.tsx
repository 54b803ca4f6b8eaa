import { CallsLogPage } from "@/app/(hub)/_screens/logs/calls-log-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Listener calls" };

export default page("logs.read", ({ actor, search }) => CallsLogPage({ actor, search }));
