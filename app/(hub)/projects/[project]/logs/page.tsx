import { ScopeLogPage } from "@/app/(hub)/_screens/logs/scope-log-page";
import { TableSkeleton } from "@/components/states/table-skeleton";
import { page } from "@/lib/web/page";

export const metadata = { title: "Logs" };

export default page("logs.read", ({ actor, search }) => ScopeLogPage({ actor, search }), <TableSkeleton columns={7} />);
