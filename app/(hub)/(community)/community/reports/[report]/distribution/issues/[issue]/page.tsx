import { IssuePage } from "@/app/(hub)/_screens/distribution/issue-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Sending" };

export default page("reports.read", ({ actor, param, search }) =>
  IssuePage({ actor, reportId: param("report"), issueId: param("issue"), search }),
);
