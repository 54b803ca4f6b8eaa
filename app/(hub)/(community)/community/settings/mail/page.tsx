import { MailServerPage } from "@/app/(hub)/_screens/settings/mail-server-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Mail server" };

export default page("settings.write", ({ actor }) => MailServerPage({ actor }));
