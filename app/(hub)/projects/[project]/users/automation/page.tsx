import { AutomationPage } from "@/app/(hub)/_screens/automation/automation-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "User automation" };

export default page("listeners.read", ({ actor }) => AutomationPage({ actor, of: { target: "user" } }));
