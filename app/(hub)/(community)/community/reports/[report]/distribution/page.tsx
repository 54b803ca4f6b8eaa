import { DistributionsPage } from "@/app/(hub)/_screens/distribution/distributions-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Distribution" };

export default page("reports.read", ({ actor, param, search }) =>
  DistributionsPage({ actor, reportId: param("report"), search }),
);
