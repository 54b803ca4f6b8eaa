import { CallsLogPage } from "@/app/(hub)/_screens/logs/calls-log-page";
import { TableSkeleton } from "@/components/states/table-skeleton";
import { page } from "@/lib/web/page";

export const metadata = { title: "Listener calls" };

export default page("logs.read", ({ actor, search }) => CallsLogPage({ actor, search }), <TableSkeleton columns={7} />);
