import { MacrosPage } from "@/app/(hub)/_screens/macros/macros-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "User resources" };

export default page("macros.read", ({ actor }) => MacrosPage({ actor, typeKey: null }));
