import { MacrosPage } from "@/app/(hub)/_screens/macros/macros-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Feedback resources" };

export default page("macros.read", ({ actor, param }) => MacrosPage({ actor, typeKey: param("type") }));
