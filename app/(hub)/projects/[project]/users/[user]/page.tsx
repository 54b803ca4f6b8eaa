import { UserPage } from "@/app/(hub)/_screens/user/user-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "User" };

export default page("users.read", ({ actor, param }) => UserPage({ actor, id: param("user") }));
