import { MailNowPage } from "@/app/(hub)/_screens/distribution/mail-now-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "E-mail this report" };

export default page("reports.read", ({ actor, param, search }) =>
  MailNowPage({ actor, reportId: param("report"), search }),
);
