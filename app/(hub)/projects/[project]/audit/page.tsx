import { AuditPage } from "@/app/(hub)/_screens/audit/audit-page";
import { TableSkeleton } from "@/components/states/table-skeleton";
import { page } from "@/lib/web/page";

export const metadata = { title: "Audit log" };

export default page("audit.read", ({ actor, search }) => AuditPage({ actor, search }), <TableSkeleton columns={5} />);
