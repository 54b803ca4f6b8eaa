import { ListenersPage } from "@/app/(hub)/_screens/listeners/listeners-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Feedback automation" };

export default page("listeners.read", ({ actor, param }) =>
  ListenersPage({ actor, of: { target: "feedback", typeKey: param("type") } }),
);
