import { ListenersPage } from "@/app/(hub)/_screens/listeners/listeners-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "User automation" };

export default page("listeners.read", ({ actor }) => ListenersPage({ actor, of: { target: "user" } }));
