import { MailboxPage } from "@/app/(hub)/_screens/mailbox/mailbox-page";
import { TableSkeleton } from "@/components/states/table-skeleton";
import { page } from "@/lib/web/page";

export const metadata = { title: "Mailbox" };

export default page(
  "mailbox.read",
  ({ actor, search }) => MailboxPage({ actor, search }),
  <TableSkeleton columns={7} />,
);
