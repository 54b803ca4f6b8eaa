import { PackagesPage } from "@/app/(hub)/_screens/data-package/packages-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Data packages" };

export default page("reports.write", ({ actor }) => PackagesPage({ actor }));
