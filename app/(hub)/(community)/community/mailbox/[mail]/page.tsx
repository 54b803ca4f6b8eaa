import { MailPage } from "@/app/(hub)/_screens/mailbox/mail-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Mail" };

export default page("mailbox.read", ({ actor, param, search }) => MailPage({ actor, mailId: param("mail"), search }));
