import { AutomationPage } from "@/app/(hub)/_screens/automation/automation-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Feedback automation" };

export default page("listeners.read", ({ actor, param }) =>
  AutomationPage({ actor, of: { target: "feedback", typeKey: param("type") } }),
);
