import { ExternalDataPage } from "@/app/(hub)/_screens/external-data/external-data-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "External data" };

export default page("externalData.read", ({ actor }) => ExternalDataPage({ actor }));
