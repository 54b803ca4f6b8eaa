import { RightsPage } from "@/app/(hub)/_screens/rights/rights-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Rights" };

export default page("users.read", ({ actor, param }) => RightsPage({ actor, id: param("user") }));
