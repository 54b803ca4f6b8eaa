import { ListenersPage } from "@/app/(hub)/_screens/listeners/listeners-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "User automation" };

export default page("listeners.read", async ({ actor }) => <ListenersPage actor={actor} of={{ target: "user" }} />);
