import { DistributionPage } from "@/app/(hub)/_screens/distribution/distribution-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a distribution" };

export default page("reports.read", ({ actor, param }) =>
  DistributionPage({ actor, reportId: param("report"), distributionId: null }),
);
