import { DistributionPage } from "@/app/(hub)/_screens/distribution/distribution-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Distribution" };

export default page("reports.read", ({ actor, param, search }) =>
  DistributionPage({ actor, reportId: param("report"), distributionId: param("distribution"), search }),
);
